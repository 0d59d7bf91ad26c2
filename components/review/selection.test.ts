import { describe, expect, it } from "vitest";
import { EVERYTHING, extendTo, facesOf, moveBy, type Selection, toggle } from "./selection.ts";

const faces = ["a", "b", "c", "d", "e"];
const see = (selection: Selection, faceIds: readonly string[]) => {
  const { chosen, active } = facesOf(
    selection,
    faceIds.map((faceId) => ({ faceId })),
  );
  return { chosen: chosen.map(({ faceId }) => faceId), active: active?.faceId };
};
const chosenOf = (selection: Selection, faceIds: readonly string[]) =>
  see(selection, faceIds).chosen;
const activeOf = (selection: Selection, faceIds: readonly string[]) =>
  see(selection, faceIds).active;

describe("the faces that an answer holds for", () => {
  it("are all of them at first", () => {
    expect(chosenOf(EVERYTHING, faces)).toEqual(faces);
    expect(activeOf(EVERYTHING, faces)).toBe("a");
  });

  it("are left out and taken in one by one", () => {
    const without = toggle(EVERYTHING, "b");
    expect(chosenOf(without, faces)).toEqual(["a", "c", "d", "e"]);
    expect(chosenOf(toggle(without, "b"), faces)).toEqual(faces);
  });

  it("are left out up to another, in either direction, and taken in likewise", () => {
    expect(chosenOf(extendTo(toggle(EVERYTHING, "b"), faces, "d"), faces)).toEqual(["a", "e"]);
    const backwards = extendTo(toggle(EVERYTHING, "d"), faces, "b");
    expect(chosenOf(backwards, faces)).toEqual(["a", "e"]);
    expect(chosenOf(extendTo(toggle(backwards, "b"), faces, "d"), faces)).toEqual(faces);
  });

  it("stay chosen when others are gone, and who is gone is not shown", () => {
    const without = toggle(EVERYTHING, "b");
    expect(chosenOf(without, ["a", "c"])).toEqual(["a", "c"]);
    expect(activeOf(without, ["a", "c"])).toBe("a");
  });
});

it("looking around ends at both ends", () => {
  expect(moveBy(EVERYTHING, faces, -1).activeId).toBe("a");
  expect(moveBy(moveBy(EVERYTHING, faces, 1), faces, 9).activeId).toBe("e");
  expect(moveBy(EVERYTHING, [], 1).activeId).toBeNull();
});
