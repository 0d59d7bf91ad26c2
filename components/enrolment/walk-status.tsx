import { useTranslations } from "next-intl";
import { outcomeWords } from "#components/events/outcome-words.ts";
import type { Walk } from "#lib/enrolment/types.ts";
import type { EventSummary } from "#lib/events/types.ts";

/**
 * What the camera does just now, told as it changes.
 *
 * @param isComplete every side of the face was seen
 */
export function WalkStatus({ walk, isComplete }: { walk: Walk; isComplete: boolean }) {
  const words = useStatusWords(walk, isComplete);
  return (
    <p
      role="status"
      className="flex min-h-12 items-center justify-center gap-3 rounded-card bg-info-soft px-4 py-3 text-center"
    >
      <span aria-hidden className="size-2.5 shrink-0 animate-breathe rounded-full bg-info" />
      {words}
    </p>
  );
}

function useStatusWords(
  { underWay, nothing, faces, cameraName: camera }: Walk,
  isComplete: boolean,
): string {
  const t = useTranslations("enrolment");
  const outcomes = useTranslations("outcomes");
  if (underWay > 0) return t("somebodyThere", { camera });
  if (nothing) {
    const { outcome, reason } = nothing;
    const ended = { outcome: outcome as EventSummary["outcome"], outcomeReason: reason };
    return t("tryAgain", { why: outcomeWords(outcomes, ended) });
  }
  if (faces.length === 0) return t("waiting", { camera });
  return t(isComplete ? "allSeen" : "comeAgain");
}
