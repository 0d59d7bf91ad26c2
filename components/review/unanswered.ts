import type { Answer } from "#lib/review/schema.ts";
import type { Question, ReviewPage } from "#lib/review/types.ts";

/** The queue without what was answered here and Kith has not heard of yet. */
export function unanswered(page: ReviewPage, answers: readonly Answer[]): ReviewPage {
  const questions = page.questions.flatMap((question) => {
    const left = answers.reduce<Question | null>(
      (rest, answer) => rest && without(rest, answer),
      question,
    );
    return left ? [left] : [];
  });
  const answered = page.questions.length - questions.length;
  const faces = facesAsked(page.questions) - facesAsked(questions);
  const left = { questions: page.left.questions - answered, faces: page.left.faces - faces };
  return { ...page, questions, left };
}

const facesAsked = (questions: readonly Question[]) =>
  questions.reduce((sum, each) => sum + (each.kind === "asked" ? each.faces.length : 0), 0);

/** What an answer leaves of a question; null: nothing. */
function without(question: Question, answer: Answer): Question | null {
  if (!isAbout(answer, question)) return question;
  const answered = facesIn(answer);
  if (question.kind === "same" || !answered) return null;
  const faces = question.faces.filter(({ faceId }) => !answered.includes(faceId));
  const faceCount = question.faceCount - (question.faces.length - faces.length);
  return faces.length > 0 ? { ...question, faces, faceCount } : null;
}

function isAbout(answer: Answer, question: Question): boolean {
  if (answer.kind === "same")
    return question.kind === "same" && question.proposalId === answer.proposalId;
  return question.kind === questionOf[answer.kind] && question.personId === answer.personId;
}

/** What is said on the pages of visits and people answers what the review would ask. */
const questionOf = {
  asked: "asked",
  newcomer: "newcomer",
  name: "newcomer",
  categorise: "newcomer",
  suggestion: "asked",
  reject: null,
} as const;

/** The faces that an answer is about; null where it is about somebody as a whole. */
function facesIn(given: Answer): readonly string[] | null {
  if ("faceIds" in given) return given.faceIds;
  return given.kind === "newcomer" && typeof given.answer === "object" && "notFaces" in given.answer
    ? given.answer.notFaces
    : null;
}
