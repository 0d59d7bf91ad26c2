import { type InferenceSession, Tensor } from "onnxruntime-node";
import { decodeAnimals, OBJECTS_PADDING, OBJECTS_SIDE_PX } from "#lib/faces/detection/animals.ts";
import { fillPlanar } from "#lib/faces/detection/letterbox.ts";
import type { PixelBox, RgbImage } from "#lib/faces/types.ts";
import { disposeAll, floatOutput, openSession } from "./session.ts";

/** Finds cats and dogs. */
export type AnimalFinder = {
  /** In pixels of the image. */
  findAnimals(image: RgbImage): Promise<PixelBox[]>;
  close(): Promise<void>;
};

/** Opens YOLOX-nano: `[1, 3, 416, 416]`, blue-green-red 0..255, the image at the top left. */
export async function openAnimalFinder(path: string): Promise<AnimalFinder> {
  const session = await openSession(path);
  return {
    async findAnimals(image) {
      const { answer, scale } = await lookForObjects(session, image);
      return decodeAnimals(answer, scale);
    },
    close: () => session.release(),
  };
}

/** The network's whole answer to an image, which was shrunk by `scale`. */
export async function lookForObjects(
  session: InferenceSession,
  image: RgbImage,
): Promise<{ answer: Float32Array; scale: number }> {
  const side = OBJECTS_SIDE_PX;
  const scale = side / Math.max(image.width, image.height);
  const contentWidth = Math.round(image.width * scale);
  const contentHeight = Math.round(image.height * scale);
  const data = new Float32Array(3 * side * side).fill(OBJECTS_PADDING);
  const letterbox = { scale, contentWidth, contentHeight, width: side, height: side };
  fillPlanar(image, { data, letterbox });
  const tensor = new Tensor("float32", data, [1, 3, side, side]);
  const outputs = await session.run({ images: tensor });
  try {
    return { answer: Float32Array.from(floatOutput(outputs, "output")), scale };
  } finally {
    disposeAll(outputs);
    tensor.dispose();
  }
}
