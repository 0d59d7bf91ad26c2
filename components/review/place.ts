import { questionKey } from "#lib/review/question-key.ts";
import type { Question, ReviewPage } from "#lib/review/types.ts";

/** Where somebody stands in the queue: the stretches walked through, and the question. */
export type Place = {
  readonly trail: readonly string[];
  readonly key: string | null;
  /** Where the question stood; what stands there next is shown once it is answered. */
  readonly index: number;
};

export const START: Place = { trail: [], key: null, index: 0 };

const LAST = Number.MAX_SAFE_INTEGER;

/** The place on what the queue has become meanwhile: the same question as long as it is asked. */
export function placeOn(place: Place, { questions }: ReviewPage): Place {
  const found = questions.findIndex((question) => questionKey(question) === place.key);
  const index = found >= 0 ? found : Math.min(place.index, questions.length - 1);
  const question = questions[index];
  if (question) return { ...place, key: questionKey(question), index };
  return place.trail.length > 0 ? START : place;
}

export const questionAt = ({ key }: Place, { questions }: ReviewPage): Question | undefined =>
  questions.find((question) => questionKey(question) === key);

/** The question after this one; nothing at the end. */
export function placeAfter(place: Place, { questions, next }: ReviewPage): Place | undefined {
  if (place.index + 1 < questions.length) return { ...place, key: null, index: place.index + 1 };
  return next ? { trail: [...place.trail, next], key: null, index: 0 } : undefined;
}

/** The question before this one; nothing at the start. */
export function placeBefore(place: Place): Place | undefined {
  if (place.index > 0) return { ...place, key: null, index: place.index - 1 };
  if (place.trail.length === 0) return undefined;
  return { trail: place.trail.slice(0, -1), key: null, index: LAST };
}
