import type { Answer } from "./schema.ts";
import type { Question } from "./types.ts";

/** What tells a question from all others, and stays the same while it is asked. */
export const questionKey = (question: Question): string =>
  keyOf(question.kind, question.kind === "same" ? question.proposalId : question.personId);

/** The question of the review that an answer is to; null where it was said elsewhere. */
export function questionAnswered(answer: Answer): string | null {
  switch (answer.kind) {
    case "same":
      return keyOf(answer.kind, answer.proposalId);
    case "asked":
    case "newcomer":
      return keyOf(answer.kind, answer.personId);
    default:
      return null;
  }
}

const keyOf = (kind: Question["kind"], id: string) => `${kind}:${id}`;
