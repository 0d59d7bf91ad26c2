import type { WaitingAnswer } from "#components/review/waiting-answer.ts";
import type { PersonCategory } from "#lib/identity/act.ts";

type Subject = { personId: string; name: string | null; category: PersonCategory };

/** Somebody with what was said of them on this device and Kith has not heard of yet. */
export function asSaid<Person extends Subject>(
  person: Person,
  waiting: readonly WaitingAnswer[],
): Person {
  const said = { ...person };
  for (const { answer, isTakenBack } of waiting) {
    if (isTakenBack) continue;
    if (answer.kind === "name" && answer.personId === said.personId) said.name = answer.name;
    if (answer.kind === "categorise" && answer.personId === said.personId)
      said.category = answer.category;
  }
  return said;
}

/** Whether it was said on this device whose a face is, and Kith has not heard of it yet. */
export const isAnswered = (faceId: string, waiting: readonly WaitingAnswer[]): boolean =>
  waiting.some(
    ({ answer, isTakenBack }) =>
      !isTakenBack && answer.kind === "suggestion" && answer.faceIds.includes(faceId),
  );

/** Whether it was said on this device that a face is not the person's, and Kith has not heard of it yet. */
export const isDenied = (faceId: string, waiting: readonly WaitingAnswer[]): boolean =>
  waiting.some(
    ({ answer, isTakenBack }) =>
      !isTakenBack && answer.kind === "reject" && answer.faceIds.includes(faceId),
  );
