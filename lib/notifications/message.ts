import { isOnWatchlist, type VisitKnowledge, type Visitor } from "./policy.ts";

/** Times a face was seen, in words. */
function seenBefore(times: number): string {
  if (times === 0) return "";
  if (times === 1) return " Seen once before.";
  if (times === 2) return " Seen twice before.";
  return ` Seen ${times} times before.`;
}

function nameOf({ name, probably, seenBefore: times }: Visitor): string {
  if (name) return name;
  if (probably) return `probably ${probably.name}${probably.isChild ? "?" : ""}`;
  return times === 0 ? "somebody new" : "somebody without a name yet";
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** "Anna, Bo and somebody new"; several strangers are counted. */
function everybody(visitors: readonly Visitor[]): string {
  const known = visitors.filter(({ name, probably }) => name || probably).map(nameOf);
  const others = visitors.filter(({ name, probably }) => !name && !probably);
  const [only] = others;
  const strangers =
    others.length > 1 ? [`${others.length} people without a name yet`] : only ? [nameOf(only)] : [];
  const all = [...known, ...strangers];
  return all.length < 2
    ? (all[0] ?? "somebody")
    : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

/**
 * What a notification says: who as title; where, when and how well known as body.
 *
 * @param timeZone IANA name of the reader's zone.
 */
export function messageFor(
  knowledge: VisitKnowledge,
  where: { cameraName: string; occurredAt: Date; timeZone: string },
): { title: string; body: string } {
  const time = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: where.timeZone,
  }).format(where.occurredAt);
  const watched = knowledge.visitors.some(isOnWatchlist);
  const title = capitalised(everybody(knowledge.visitors)) + (watched ? " (Watchlist)" : "");
  const did = knowledge.pressed ? "Rang at" : "Seen at";
  const [only] = knowledge.visitors;
  const familiarity =
    knowledge.visitors.length === 1 && only && !only.name ? seenBefore(only.seenBefore) : "";
  return {
    title,
    body: `${did}: ${where.cameraName}, ${time}.${familiarity}${whyNoName(knowledge)}`,
  };
}

function whyNoName({ visitors, sight }: VisitKnowledge): string {
  if (visitors.length > 0) return "";
  if (sight === "waiting") return " Still looking who it is.";
  if (sight === "unseen") return " There is no recording that could be read.";
  return " No face could be seen.";
}
