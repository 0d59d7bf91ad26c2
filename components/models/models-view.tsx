"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { useLive } from "#components/ui/live.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { ModelsOverview, SetOffer } from "#lib/models/types.ts";
import { SetChoice } from "./set-choice.tsx";
import { ModelFacts, SetFacts } from "./set-facts.tsx";
import { SwitchStand } from "./switch-stand.tsx";

type ModelsViewProps = {
  overview: ModelsOverview;
  /** Null for whoever may not choose. */
  choose: Action<{ embedderSet: string }> | null;
};

/** What recognises, what is on its way, and what else there is. Follows every change. */
export function ModelsView({ overview, choose }: ModelsViewProps) {
  const t = useTranslations("models");
  const { dateWords } = useTimeWords();
  const { refresh } = useRouter();
  useLive(refresh);
  const [refusal, use, pending] = useActionState(async (_: string | null, embedderSet: string) => {
    const failed = { ok: false as const, message: t("unreachable") };
    const result = await choose?.({ embedderSet }).catch(() => failed);
    refresh();
    return result && !result.ok ? result.message : null;
  }, null);
  const { currentSet, progress, previous, sets, others } = overview;
  const titleOf = (set: string) => sets.find(({ name }) => name === set)?.title ?? set;
  const current = sets.find(({ name }) => name === currentSet);
  const canChoose = choose !== null && !progress;
  const form = (embedderSet: string) => () => use(embedderSet);
  return (
    <div className="space-y-4">
      <p aria-live="assertive" className="px-1 empty:hidden">
        {refusal}
      </p>
      {progress && (
        <SwitchStand
          progress={progress}
          title={titleOf(progress.toSet)}
          currentTitle={titleOf(currentSet)}
          retry={choose && form(progress.toSet)}
          stay={choose && form(currentSet)}
          pending={pending}
        />
      )}
      {previous && canChoose && previous.set !== currentSet && (
        <Notice tone="info" title={t("takenOver", { title: titleOf(currentSet) })}>
          <p>
            {t("kept", {
              title: titleOf(previous.set),
              date: dateWords(previous.keptUntil),
            })}
          </p>
          <form action={form(previous.set)} className="mt-3">
            <Button type="submit" disabled={pending}>
              {t("back", { title: titleOf(previous.set) })}
            </Button>
          </form>
        </Notice>
      )}
      {current && (
        <Card title={t("decides", { title: current.title })}>
          <SetFacts offer={current} />
        </Card>
      )}
      {sets.filter(isOtherThan(currentSet)).map((offer) => (
        <Card key={offer.name} title={offer.title}>
          <SetFacts offer={offer} />
          {canChoose && <SetChoice offer={offer} use={form(offer.name)} pending={pending} />}
        </Card>
      ))}
      <Card title={t("withEach")}>
        <ModelFacts models={others} />
      </Card>
    </div>
  );
}

const isOtherThan = (currentSet: string) => (offer: SetOffer) => offer.name !== currentSet;
