"use client";
import { useTranslations } from "next-intl";
import useSWR from "swr";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import type { Proposal, ProposedPerson } from "#lib/proposals/types.ts";
import { FacePicture } from "./face-picture.tsx";
import { PersonLink } from "./person-link.tsx";
import { usePeopleWords } from "./use-people-words.ts";

/** The server actions on proposals, given by the page. */
type ProposalActions = {
  answer: Action<{ proposalId: string; isSame: boolean }, { entryId: string }>;
  /** Takes an answer back. */
  undo: Action<{ entryId: string }>;
};

/** "Same person?": the likeliest of what is proposed. The next one comes when it is answered. */
export function MergeProposals({
  initialProposals,
  actions,
}: {
  initialProposals: Proposal[];
  actions: ProposalActions;
}) {
  const t = useTranslations("people.same");
  const { data: proposals = initialProposals, mutate } = useSWR<Proposal[]>(
    "/api/proposals",
    fetchJson,
    { fallbackData: initialProposals },
  );
  useLive(() => mutate());
  const answer = useAnswer(actions, () => mutate());
  const [proposal, ...others] = proposals;
  if (!proposal) return null;
  const { proposalId, people } = proposal;
  return (
    <Card
      title={t("title")}
      className="mb-8"
      aside={
        others.length > 0 && (
          <span className="text-muted tabular-nums">{t("more", { count: others.length })}</span>
        )
      }
    >
      <div className="flex justify-center gap-8">
        {people.map((person) => (
          <Face key={person.personId} person={person} />
        ))}
      </div>
      <div className="mt-4 grid grid-cols-2 gap-2">
        <Button look="main" onClick={() => void answer(proposalId, true)}>
          {t("yes")}
        </Button>
        <Button onClick={() => void answer(proposalId, false)}>{t("no")}</Button>
      </div>
    </Card>
  );
}

const Face = ({ person }: { person: ProposedPerson }) => (
  <PersonLink
    personId={person.personId}
    className="flex flex-col items-center gap-2 rounded-card p-2 text-center hover:bg-sunken"
  >
    <FacePicture src={person.cropUrl} sizePx={112} />
    <span className="font-semibold">{usePeopleWords().listedWords(person)}</span>
  </PersonLink>
);

/** Answers with an undo bar. `onDone` runs after each answer, also after an undo. */
function useAnswer(actions: ProposalActions, onDone: () => unknown) {
  const show = useUndoBar();
  const t = useTranslations("people");
  const unreachable = { ok: false, message: t("said.unreachable") } as const;
  return async (proposalId: string, isSame: boolean) => {
    const result = await actions.answer({ proposalId, isSame }).catch(() => unreachable);
    await onDone();
    if (!result.ok) return show({ text: result.message });
    const { entryId } = result.data;
    const takeBack = async () => {
      const undone = await actions.undo({ entryId }).catch(() => unreachable);
      await onDone();
      show({ text: undone.ok ? t("said.takenBack") : undone.message });
    };
    show({
      text: t(isSame ? "same.merged" : "same.two"),
      undo: () => void takeBack(),
    });
  };
}
