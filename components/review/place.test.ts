import { expect, it } from "vitest";
import type { ReviewPage } from "#lib/review/types.ts";
import { type Place, placeAfter, placeBefore, placeOn, questionAt, START } from "./place.ts";

const page = (names: string, next: string | null = null): ReviewPage => ({
  questions: [...names].map((personId) => ({
    kind: "newcomer",
    ...{ personId, visitCount: 3, faceCount: 3, lastSeenAt: "2026-11-23T10:00:00Z", faces: [] },
  })),
  left: { questions: names.length, faces: 0 },
  next,
});
const shown = (place: Place, on: ReviewPage) => {
  const question = questionAt(placeOn(place, on), on);
  return question?.kind === "newcomer" ? question.personId : null;
};

it("the question shown stays while others come and go before it", () => {
  const place = placeOn({ ...START, index: 1 }, page("abc"));
  expect(shown(place, page("abc"))).toBe("b");
  expect(shown(place, page("xyabc"))).toBe("b");
  expect(shown(place, page("bc"))).toBe("b");
});

it("an answered question gives way to the next, the last one to that before", () => {
  const place = placeOn({ ...START, index: 1 }, page("abc"));
  expect(shown(place, page("ac"))).toBe("c");
  expect(shown(place, page("a"))).toBe("a");
  expect(shown(place, page(""))).toBeNull();
});

it("goes on to the next stretch and back to the end of the one before", () => {
  const first = page("ab", "cursor");
  const last = placeOn({ ...START, index: 1 }, first);
  const after = placeAfter(last, first);
  expect(after).toMatchObject({ trail: ["cursor"] });
  expect(placeBefore(placeOn(after ?? START, page("c")))).toMatchObject({ trail: [] });
  expect(shown(placeBefore(placeOn(after ?? START, page("c"))) ?? START, first)).toBe("b");
  expect(placeAfter(placeOn(START, page("a")), page("a"))).toBeUndefined();
  expect(placeBefore(START)).toBeUndefined();
});

it("starts over where all of a later stretch is answered", () => {
  expect(placeOn({ trail: ["cursor"], key: "newcomer:c", index: 0 }, page(""))).toEqual(START);
});
