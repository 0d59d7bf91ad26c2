import { pixelBox, sharedArea } from "../boxes.ts";
import type { PixelBox } from "../types.ts";

/** Side of the object detector's input, in pixels. */
export const OBJECTS_SIDE_PX = 416;

/** What the input is filled up with, 0..255. Source: YOLOX. */
export const OBJECTS_PADDING = 114;

const STRIDES = [8, 16, 32] as const;

/** Numbers a cell: box, objectness and 80 classes. Source: COCO. */
const CELL_LENGTH = 85;
const FIRST_CLASS = 5;
const CAT = 15;
const DOG = 16;

/**
 * Score from which an animal is one. Source: YOLOX's own operating point for a picture is 0.3; what
 * hides a person from the household must be surer than that.
 */
const MIN_ANIMAL_SCORE = 0.4;

/** Share of a face's box inside an animal from which the face is the animal's. */
const MIN_SHARED = 0.6;

/** The cats and dogs in the network's answer, in pixels of a picture that was shrunk by `scale`. */
export const decodeAnimals = (answer: Float32Array, scale: number): PixelBox[] =>
  decodeObjects(answer, scale, [CAT, DOG]);

/**
 * The same of any classes, by their numbers in COCO.
 * xy = (answer + cell) * stride, size = exp(answer) * stride, score = objectness * class.
 */
export function decodeObjects(
  answer: Float32Array,
  scale: number,
  classes: readonly number[],
): PixelBox[] {
  const found: PixelBox[] = [];
  let at = 0;
  for (const stride of STRIDES) {
    const columns = OBJECTS_SIDE_PX / stride;
    for (let cell = 0; cell < columns * columns; cell++, at += CELL_LENGTH) {
      const scoreOf = (each: number) => answer[at + 4]! * answer[at + FIRST_CLASS + each]!;
      if (!classes.some((each) => scoreOf(each) >= MIN_ANIMAL_SCORE)) continue;
      const unit = stride / scale;
      const width = Math.exp(answer[at + 2]!) * unit;
      const height = Math.exp(answer[at + 3]!) * unit;
      const x = (answer[at]! + (cell % columns)) * unit;
      const y = (answer[at + 1]! + Math.floor(cell / columns)) * unit;
      found.push(pixelBox(x - width / 2, y - height / 2, width, height));
    }
  }
  return found;
}

/** Whether what looked like a face belongs to one of the animals. */
export function isAnimals(face: PixelBox, animals: readonly PixelBox[]): boolean {
  const area = face.width * face.height;
  return animals.some((animal) => sharedArea(face, animal) >= MIN_SHARED * area);
}
