import type { TimeWords } from "#components/ui/time-words.ts";
import type { ErasedCounts, ErasureCause, Receipt } from "#lib/erasure/types.ts";

const whys: Record<ErasureCause, string> = {
  disconnected:
    "You disconnected a Ring account. Ring does not learn of it from Kith: open the Ring app and remove Kith from the linked apps there too.",
  "removed-in-ring": "Kith was removed in the Ring app.",
  "device-removed": "A camera was removed in Ring and did not come back.",
  forgotten: "You wanted somebody forgotten.",
};

/** "Erased on 23 November 2026: 12 recordings, 1 event." and why. */
export function receiptWords(
  { cause, counts, erasedAt }: Pick<Receipt, "cause" | "counts" | "erasedAt">,
  { fullDateWords }: TimeWords,
): { what: string; why: string } {
  const what = `Erased on ${fullDateWords(erasedAt)}: ${countWords(counts)}.`;
  return { what, why: whys[cause] };
}

function countWords({ clips, events, faces, people }: ErasedCounts): string {
  const counted = [
    number(clips, "recording", "recordings"),
    number(events, "event", "events"),
    number(faces, "face", "faces"),
    number(people, "person", "people"),
  ].filter((words) => words !== null);
  return counted.join(", ") || "there was nothing yet";
}

const number = (count: number, one: string, many: string) =>
  count === 0 ? null : `${count} ${count === 1 ? one : many}`;
