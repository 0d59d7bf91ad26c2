import { type InferenceSession, Tensor } from "onnxruntime-node";
import {
  CLOSE_SIDE_PX,
  closeLetterbox,
  fromMirror,
  fromRegion,
  isSharpInside,
  MAX_CLOSE_LOOKS,
  meanLandmarks,
  placesOf,
  regionAround,
  SMALL_HEIGHT_PX,
  SURE_SCORE,
  SUSPICION_SCORE,
} from "#lib/faces/detection/close-look.ts";
import type { Region } from "#lib/faces/detection/crop.ts";
import {
  COARSE_SIDE_PX,
  LARGEST_HEIGHT_PX,
  LONG_SIDE_PX,
} from "#lib/faces/detection/detection-scale.ts";
import {
  type DetectorHead,
  decodeDetections,
  isSameFace,
  MIN_DETECTION_SCORE,
  mergeScales,
  STRIDES,
  suppressOverlaps,
} from "#lib/faces/detection/detections.ts";
import {
  createPlanar,
  fillPlanar,
  letterbox,
  mirrorPlanar,
  type PlanarBgr,
} from "#lib/faces/detection/letterbox.ts";
import type { Detection, RgbImage } from "#lib/faces/types.ts";
import { disposeAll, floatOutput, openSession } from "./session.ts";

/**
 * Finds faces in packed RGB images of any size, in pixels of the image. Calls wait for one another: the
 * inputs are shared.
 */
export type Detector = {
  /** All of them. */
  detect(image: RgbImage): Promise<Detection[]>;
  /**
   * Those near others, which a frame shortly before or after shows: a close look at each place, for a
   * tenth of the time. The landmarks of large faces are less exact.
   */
  detectNear(image: RgbImage, others: readonly Detection[]): Promise<Detection[]>;
  close(): Promise<void>;
};

type Inputs = {
  readonly imageWidth: number;
  readonly imageHeight: number;
  readonly main: PlanarBgr;
  readonly coarse: PlanarBgr | undefined;
};

/** Opens YuNet: input `[1, 3, H, W]`, blue-green-red 0..255, H and W multiples of 32. */
export async function openDetector(path: string): Promise<Detector> {
  const session = await openSession(path);
  const close = new Float32Array(3 * CLOSE_SIDE_PX * CLOSE_SIDE_PX);
  let inputs: Inputs | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (detect: () => Promise<Detection[]>): Promise<Detection[]> => {
    const result = turn.then(detect);
    turn = result.catch(() => undefined);
    return result;
  };
  return {
    detect: (image) =>
      inTurn(() => {
        const isFitting = inputs?.imageWidth === image.width && inputs.imageHeight === image.height;
        if (!inputs || !isFitting) inputs = createInputs(image);
        return detectInScales(session, image, inputs, close);
      }),
    detectNear: (image, others) =>
      inTurn(async () => {
        const found: Detection[] = [];
        for (const { box } of placesOf(others))
          found.push(...(await lookClosely(session, image, regionAround(image, box), close)));
        return suppressOverlaps(found);
      }),
    close: () => session.release(),
  };
}

/** A frame this low holds no face that its main input cannot find: the coarse one is spared. */
const LOWEST_WITH_COARSE_PX = 1.5 * LARGEST_HEIGHT_PX;

function createInputs(image: RgbImage): Inputs {
  const box = letterbox(image.width, image.height, LONG_SIDE_PX);
  const mayFillFrame = box.contentHeight > LOWEST_WITH_COARSE_PX;
  return {
    imageWidth: image.width,
    imageHeight: image.height,
    main: createPlanar(box),
    coarse: mayFillFrame
      ? createPlanar(letterbox(image.width, image.height, COARSE_SIDE_PX))
      : undefined,
  };
}

/** The main input, a close look at everything in it, and the coarse input for what is huge. */
async function detectInScales(
  session: InferenceSession,
  image: RgbImage,
  { main, coarse }: Inputs,
  close: Float32Array,
): Promise<Detection[]> {
  fillPlanar(image, main);
  const suspected = suppressOverlaps(await detectIn(session, main, SUSPICION_SCORE));
  const isDoubtful = ({ box, score }: Detection) =>
    score < SURE_SCORE || box.height * main.letterbox.scale < SMALL_HEIGHT_PX;
  const found: Detection[] = [];
  for (const each of suspected.slice(0, MAX_CLOSE_LOOKS)) {
    const region = regionAround(image, each.box);
    if (isDoubtful(each)) found.push(...(await lookClosely(session, image, region, close)));
    else if (isSharpInside(region)) found.push(await sharpen(session, image, each, region, close));
    else found.push(each);
  }
  const unchecked = suspected.slice(MAX_CLOSE_LOOKS);
  found.push(...unchecked.filter(({ score }) => score >= MIN_DETECTION_SCORE));
  if (!coarse) {
    return suppressOverlaps(found);
  }
  fillPlanar(image, coarse);
  const safeHeight = LARGEST_HEIGHT_PX / main.letterbox.scale;
  return mergeScales(found, await detectIn(session, coarse), safeHeight);
}

/** A face that is there beyond doubt keeps its place and score, and gets the landmarks of the close look. */
async function sharpen(
  session: InferenceSession,
  image: RgbImage,
  face: Detection,
  region: Region,
  data: Float32Array,
): Promise<Detection> {
  const seen = await lookClosely(session, image, region, data);
  const closer = seen.find((each) => isSameFace(each, face));
  return closer ? { ...face, landmarks: closer.landmarks } : face;
}

/** Looks at a region and at its mirror image: the landmarks are the mean of what both say. */
async function lookClosely(
  session: InferenceSession,
  image: RgbImage,
  region: Region,
  data: Float32Array,
): Promise<Detection[]> {
  const input = { data, letterbox: closeLetterbox(region) };
  fillPlanar(image, input, region);
  const found = suppressOverlaps(await detectIn(session, input));
  if (found.length === 0) return [];
  mirrorPlanar(input);
  const inMirror = suppressOverlaps(await detectIn(session, input));
  const again = inMirror.map((each) => fromMirror(region.width, each));
  return found.map((face) => fromRegion(region, average(face, again)));
}

function average(face: Detection, again: readonly Detection[]): Detection {
  const same = again.find((each) => isSameFace(each, face));
  return same ? { ...face, landmarks: meanLandmarks(face.landmarks, same.landmarks) } : face;
}

/** What the network finds in one input: several boxes a face, in pixels of the frame. */
export async function detectIn(
  session: InferenceSession,
  input: PlanarBgr,
  minScore: number = MIN_DETECTION_SCORE,
): Promise<Detection[]> {
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
    return decodeDetections(heads, box, minScore);
  } finally {
    disposeAll(outputs);
    tensor.dispose();
  }
}
