"use client";
import type { ShareAction } from "#components/bundles/share-card.tsx";
import type { PersonActions } from "#components/people/person-actions.ts";
import { NotThereError } from "#components/ui/fetch-json.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { useCurrent } from "#components/ui/use-current.ts";
import type { VisitDetail } from "#lib/events/types.ts";
import { VisitSkeleton } from "./visit-skeleton.tsx";
import { VisitView } from "./visit-view.tsx";

/** A visit that stays current. Without `initial` it is fetched. */
export function VisitScreen({
  visitId,
  initial,
  firstEventId,
  ...rest
}: {
  visitId: string;
  initial: VisitDetail | null;
  /** Whose recording is shown first; otherwise the one that shows most faces. */
  firstEventId?: string | undefined;
  heading: "h1" | "h2";
  serverNow: string;
  actions: PersonActions;
  share: ShareAction;
}) {
  const { data, error, mutate } = useCurrent<VisitDetail, VisitDetail | undefined>(
    `/api/visits/${visitId}`,
    initial ?? undefined,
  );
  const problem = error && <FetchProblem error={error} />;
  if (data && !(error instanceof NotThereError))
    return (
      <>
        {problem}
        <VisitView visit={data} firstEventId={firstEventId} onChanged={() => mutate()} {...rest} />
      </>
    );
  return problem || <VisitSkeleton />;
}
