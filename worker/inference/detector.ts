import { type InferenceSession, Tensor } from "onnxruntime-node";
import {
  COARSE_SIDE_PX,
  type DetectionScale,
  LARGEST_HEIGHT_PX,
  LONG_SIDE_PX,
} from "#lib/faces/detection-scale.ts";
import {
  type DetectorHead,
  decodeDetections,
  mergeScales,
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

/** Finds faces in packed RGB images of any size. */
export type Detector = {
  /** In pixels of the image. Calls wait for one another: the inputs are shared. */
  detect(image: RgbImage, scale: DetectionScale): Promise<Detection[]>;
  close(): Promise<void>;
};

type Inputs = {
  readonly imageWidth: number;
  readonly imageHeight: number;
  readonly main: PlanarBgr;
  readonly coarse: PlanarBgr | undefined;
  readonly factor: number;
};

/** Opens YuNet: input `[1, 3, H, W]`, blue-green-red 0..255, H and W multiples of 32. */
export async function openDetector(path: string): Promise<Detector> {
  const session = await openSession(path);
  const inputsByScale = new Map<DetectionScale, Inputs>();
  let turn: Promise<unknown> = Promise.resolve();
  const detectNow = (image: RgbImage, scale: DetectionScale): Promise<Detection[]> => {
    let inputs = inputsByScale.get(scale);
    if (inputs?.imageWidth !== image.width || inputs.imageHeight !== image.height) {
      inputs = createInputs(image, LONG_SIDE_PX[scale]);
      inputsByScale.set(scale, inputs);
    }
    return detectWithCoarse(session, image, inputs);
  };
  return {
    detect(image, scale) {
      const result = turn.then(() => detectNow(image, scale));
      turn = result.catch(() => undefined);
      return result;
    },
    close: () => session.release(),
  };
}

/** A frame this low holds no face that its main input cannot find: the coarse one is spared. */
const LOWEST_WITH_COARSE_PX = 1.5 * LARGEST_HEIGHT_PX;

function createInputs(image: RgbImage, longSide: number): Inputs {
  const box = letterbox(image.width, image.height, longSide);
  const longest = Math.max(box.contentWidth, box.contentHeight);
  const factor =
    box.contentHeight > LOWEST_WITH_COARSE_PX ? Math.round(longest / COARSE_SIDE_PX) : 1;
  return {
    imageWidth: image.width,
    imageHeight: image.height,
    main: createPlanar(box),
    coarse: factor > 1 ? createPlanar(coarseLetterbox(box, factor)) : undefined,
    factor,
  };
}

async function detectWithCoarse(
  session: InferenceSession,
  image: RgbImage,
  { main, coarse, factor }: Inputs,
): Promise<Detection[]> {
  fillPlanar(image, main);
  const found = await detectIn(session, main);
  if (!coarse) {
    return suppressOverlaps(found);
  }
  shrinkPlanar(main, factor, coarse);
  const safeHeight = LARGEST_HEIGHT_PX / main.letterbox.scale;
  return mergeScales(found, await detectIn(session, coarse), safeHeight);
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
