import type { Question } from "#lib/review/types.ts";

/** What tells a question from all others, and stays the same while it is asked. */
export const questionKey = (question: Question): string =>
  `${question.kind}:${question.kind === "same" ? question.proposalId : question.personId}`;
