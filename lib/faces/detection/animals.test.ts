import { expect, it } from "vitest";
import { pixelBox } from "../boxes.ts";
import { decodeAnimals, isAnimals } from "./animals.ts";

/** The network's answer with one object in the cell of stride 16 at (5, 3), 96 x 64 input pixels large. */
function answerWith(coco: number, objectness: number, chance: number): Float32Array {
  const answer = new Float32Array(3549 * 85);
  const cell = 52 * 52 + 3 * 26 + 5;
  answer.set([0.5, 0.25, Math.log(6), Math.log(4), objectness], cell * 85);
  answer[cell * 85 + 5 + coco] = chance;
  return answer;
}

const [CAT, DOG, HORSE] = [15, 16, 17];

it("places a cat or a dog in pixels of the picture", () => {
  for (const coco of [CAT, DOG]) {
    const [animal, ...others] = decodeAnimals(answerWith(coco, 0.9, 0.8), 0.5);
    expect(others).toEqual([]);
    expect(animal?.x).toBeCloseTo((5.5 * 16 - 48) * 2, 3);
    expect(animal?.y).toBeCloseTo((3.25 * 16 - 32) * 2, 3);
    expect([animal?.width, animal?.height].map((side) => Math.round(side ?? 0))).toEqual([
      192, 128,
    ]);
  }
});

it("passes over what is unsure and what is another thing", () => {
  expect(decodeAnimals(answerWith(DOG, 0.6, 0.6), 1)).toEqual([]);
  expect(decodeAnimals(answerWith(HORSE, 0.9, 0.9), 1)).toEqual([]);
});

it("gives a face to the animal that it mostly lies on", () => {
  const dog = pixelBox(100, 100, 200, 100);
  expect(isAnimals(pixelBox(120, 90, 40, 40), [dog])).toBe(true);
  expect(isAnimals(pixelBox(120, 60, 40, 50), [dog])).toBe(false);
  expect(isAnimals(pixelBox(120, 110, 40, 40), [])).toBe(false);
});
