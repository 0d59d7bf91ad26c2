"use client";
import { useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { useAnswerQueue } from "#components/review/answer-queue.tsx";
import { Card } from "#components/ui/card.tsx";
import { NotThereError } from "#components/ui/fetch-json.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { NameEditor } from "#components/ui/name-editor.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useCurrent } from "#components/ui/use-current.ts";
import { useNameWords } from "#components/ui/use-name-words.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { VisitSummary } from "#lib/events/types.ts";
import { HISTORY_STRETCH } from "#lib/people/history/stretch.ts";
import type { PersonDetail } from "#lib/people/types.ts";
import { asSaid } from "./as-said.ts";
import { CategorySwitch } from "./category-switch.tsx";
import { FacePicture } from "./face-picture.tsx";
import {
  type GiveLabel,
  type PersonActions,
  type RunAct,
  useLabelling,
  usePersonActions,
} from "./person-actions.ts";
import { type AlertsOfMember, PersonAlerts } from "./person-alerts.tsx";
import { PersonControls } from "./person-controls.tsx";
import { PersonFaces } from "./person-faces.tsx";
import { PersonHabits } from "./person-habits.tsx";
import { PersonHistory } from "./person-history.tsx";
import { PersonLooks } from "./person-looks.tsx";
import { PersonMarking } from "./person-marking.tsx";
import { PersonVisits } from "./person-visits.tsx";
import { usePeopleWords } from "./use-people-words.ts";

/** Who somebody is to the household, and all that Kith keeps of them; on a wide screen with the visits beside it. */
export function PersonView({
  initialPerson,
  initialVisits,
  firstCount,
  forgetGraceDays,
  serverNow,
  actions,
  alerts,
}: {
  initialPerson: PersonDetail;
  initialVisits: VisitSummary[];
  /** Visits that are asked for at first: fewer are all there are. */
  firstCount: number;
  /** How long forgetting can be taken back; null for whoever may have nobody forgotten. */
  forgetGraceDays: number | null;
  serverNow: string;
  actions: PersonActions;
  alerts: AlertsOfMember;
}) {
  const timeZone = useTimeZone() ?? "UTC";
  const { personId } = initialPerson;
  const [stretches, setStretches] = useState(1);
  const asked = stretches > 1 ? `?history=${stretches * HISTORY_STRETCH}` : "";
  const url = `/api/people/${personId}${asked}`;
  const {
    data: person,
    error,
    mutate,
  } = useCurrent<PersonDetail>(url, initialPerson, { isSame: true });
  const { run, label, undo, redo } = usePersonActions(actions, () => mutate());
  if (error instanceof NotThereError) return <Notice tone="info">{error.message}</Notice>;
  const history = (
    <PersonHistory
      history={person.history}
      hasMore={person.hasMoreHistory}
      onMore={() => setStretches(stretches + 1)}
      onUndo={(entryId) => void undo(entryId)}
      onRedo={(entryId) => void redo(entryId)}
      serverNow={serverNow}
    />
  );
  if (person.eraseAt)
    return (
      <article className="mx-auto max-w-[720px] space-y-4">
        <ToBeForgotten person={person} eraseAt={person.eraseAt} />
        {history}
      </article>
    );
  const acting = { person, actions, run };
  return (
    <article className="mx-auto max-w-[720px] pane:grid pane:max-w-none pane:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] pane:items-start pane:gap-8">
      <div className="space-y-4">
        {error && <FetchProblem error={error} />}
        <PersonHeader label={label} {...acting} />
        <PersonLooks person={person} />
        <PersonHabits cells={person.habits} />
        <PersonAlerts person={person} timeZone={timeZone} alerts={alerts} />
        <PersonFaces {...acting} />
        <PersonControls forgetGraceDays={forgetGraceDays} {...acting} />
        {history}
      </div>
      <div className="mt-8 pane:mt-2">
        <PersonVisits {...{ personId, initialVisits, firstCount, serverNow, timeZone }} />
      </div>
    </article>
  );
}

function PersonHeader({
  person: known,
  actions,
  run,
  label,
}: {
  person: PersonDetail;
  actions: PersonActions;
  run: RunAct;
  label: GiveLabel;
}) {
  const t = useTranslations("person");
  const nameWords = useNameWords();
  const { waiting } = useAnswerQueue();
  const person = asSaid(known, waiting);
  const { rename, categorise } = useLabelling(label);
  const { personWords, seenWords, categoryMeaning } = usePeopleWords();
  return (
    <>
      <header className="flex flex-col items-center gap-2 pt-2 text-center">
        <FacePicture src={person.cropUrl} sizePx={160} isMain />
        <h1 className="sr-only">{personWords(person)}</h1>
        <NameEditor
          large
          name={person.name}
          shown={person.name ?? t("whoIsThis")}
          words={nameWords}
          onRename={(name) => rename(person, name)}
        />
        <p className="text-muted">{seenWords(person)}</p>
      </header>
      <Card>
        <CategorySwitch
          value={person.category}
          onChange={(category) => void categorise(person, category)}
          label={t("category")}
        />
        <p className="mt-3 text-center text-small text-muted">{categoryMeaning(person.category)}</p>
        <PersonMarking person={person} actions={actions} run={run} />
      </Card>
    </>
  );
}

function ToBeForgotten({ person, eraseAt }: { person: PersonDetail; eraseAt: string }) {
  const t = useTranslations("person.forget");
  const { fullDateWords } = useTimeWords();
  return (
    <>
      <h1 className="text-display font-semibold">{usePeopleWords().personWords(person)}</h1>
      <Notice tone="warning" title={t("comingTitle")}>
        {t("coming", { date: fullDateWords(eraseAt) })}
      </Notice>
    </>
  );
}
