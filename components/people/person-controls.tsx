"use client";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { PersonDetail } from "#lib/people/types.ts";
import type { PersonActions, RunAct } from "./person-actions.ts";
import { PersonForgetting } from "./person-forgetting.tsx";
import { PersonMerging } from "./person-merging.tsx";

/** What else can be said of a person: a child, hidden, the same as another, to be forgotten. */
export function PersonControls({
  person,
  forgetGraceDays,
  actions,
  run,
}: {
  person: PersonDetail;
  /** Null for whoever may have nobody forgotten. */
  forgetGraceDays: number | null;
  actions: PersonActions;
  run: RunAct;
}) {
  const t = useTranslations("person.controls");
  const { personId, isChild, isHidden } = person;
  return (
    <Card title={t("title")}>
      <Setting
        title={t("child")}
        meaning={t("childMeaning")}
        isOn={isChild}
        onChange={(on) =>
          void run(actions.child, { personId, isChild: on }, t(on ? "isChild" : "isNoChild"))
        }
      />
      <Setting
        title={t("hidden")}
        meaning={t("hiddenMeaning")}
        isOn={isHidden}
        onChange={(on) =>
          void run(actions.hide, { personId, isHidden: on }, t(on ? "isHidden" : "isShown"))
        }
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <PersonMerging person={person} actions={actions} run={run} />
        {forgetGraceDays !== null && (
          <PersonForgetting
            person={person}
            graceDays={forgetGraceDays}
            actions={actions}
            run={run}
          />
        )}
      </div>
    </Card>
  );
}

const Setting = ({
  title,
  meaning,
  isOn,
  onChange,
}: {
  title: string;
  meaning: string;
  isOn: boolean;
  onChange: (on: boolean) => void;
}) => (
  <div className="flex items-center justify-between gap-4 py-1">
    <div>
      <p className="font-medium">{title}</p>
      <p className="text-small text-muted">{meaning}</p>
    </div>
    <Switch checked={isOn} label={title} onChange={onChange} />
  </div>
);
