import { type InferenceSession, Tensor } from "onnxruntime-node";
import {
  type DetectorHead,
  decodeDetections,
  STRIDES,
  suppressOverlaps,
} from "#lib/faces/detections.ts";
import {
  coarseLetterbox,
  createPlanar,
  fillPlanar,
  letterbox,
  type PlanarBgr,
  shrinkPlanar,
} from "#lib/faces/letterbox.ts";
import type { Detection, RgbImage } from "#lib/faces/types.ts";
import { disposeAll, floatOutput, openSession } from "./session.ts";

/**
 * Long side of the fine input, in pixels: a face of 24 px in 1080p is 16 px there.
 * Source: YuNet finds faces of about 10 to 300 px; 14 ms on two cores at 1280 x 736.
 */
export const FINE_SIDE_PX = 1280;

/** Long side of the coarse input, where a face that fills the frame is under 300 px. Source: same. */
export const COARSE_SIDE_PX = 320;

/** Finds faces in packed RGB images of any size. */
export type Detector = {
  /** In pixels of the image, best first. Calls wait for one another: the inputs are shared. */
  detect(image: RgbImage): Promise<Detection[]>;
  close(): Promise<void>;
};

type Inputs = {
  readonly imageWidth: number;
  readonly imageHeight: number;
  readonly fine: PlanarBgr;
  readonly coarse: PlanarBgr | undefined;
  readonly factor: number;
};

/** Opens YuNet: input `[1, 3, H, W]`, blue-green-red 0..255, H and W multiples of 32. */
export async function openDetector(path: string): Promise<Detector> {
  const session = await openSession(path);
  let inputs: Inputs | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const detectNow = async (image: RgbImage): Promise<Detection[]> => {
    if (inputs?.imageWidth !== image.width || inputs.imageHeight !== image.height) {
      inputs = createInputs(image);
    }
    return detectAtTwoScales(session, image, inputs);
  };
  return {
    detect(image) {
      const result = turn.then(() => detectNow(image));
      turn = result.catch(() => undefined);
      return result;
    },
    close: () => session.release(),
  };
}

function createInputs(image: RgbImage): Inputs {
  const box = letterbox(image.width, image.height, FINE_SIDE_PX);
  const factor = Math.round(Math.max(box.contentWidth, box.contentHeight) / COARSE_SIDE_PX);
  return {
    imageWidth: image.width,
    imageHeight: image.height,
    fine: createPlanar(box),
    coarse: factor > 1 ? createPlanar(coarseLetterbox(box, factor)) : undefined,
    factor,
  };
}

async function detectAtTwoScales(
  session: InferenceSession,
  image: RgbImage,
  { fine, coarse, factor }: Inputs,
): Promise<Detection[]> {
  fillPlanar(image, fine);
  const found = await detectIn(session, fine);
  if (coarse) {
    shrinkPlanar(fine, factor, coarse);
    found.push(...(await detectIn(session, coarse)));
  }
  return suppressOverlaps(found);
}

async function detectIn(session: InferenceSession, input: PlanarBgr): Promise<Detection[]> {
  const { letterbox: box, data } = input;
  const tensor = new Tensor("float32", data, [1, 3, box.height, box.width]);
  const outputs = await session.run({ input: tensor });
  try {
    const heads = STRIDES.map(
      (stride): DetectorHead => ({
        stride,
        classScores: floatOutput(outputs, `cls_${stride}`),
        objectScores: floatOutput(outputs, `obj_${stride}`),
        boxes: floatOutput(outputs, `bbox_${stride}`),
        points: floatOutput(outputs, `kps_${stride}`),
      }),
    );
    return decodeDetections(heads, box);
  } finally {
    disposeAll(outputs);
    tensor.dispose();
  }
}
