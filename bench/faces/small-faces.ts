import type { InferenceSession } from "onnxruntime-node";
import sharp from "sharp";
import { below, randomFrom } from "#e2e/storm/random.ts";
import { intersectionOverUnion, mapLandmarks, pixelBox } from "#lib/faces/boxes.ts";
import { LONG_SIDE_PX } from "#lib/faces/detection/detection-scale.ts";
import { suppressOverlaps } from "#lib/faces/detection/detections.ts";
import { createPlanar, fillPlanar, letterbox } from "#lib/faces/detection/letterbox.ts";
import type { Detection, RgbImage } from "#lib/faces/types.ts";
import { detectIn } from "#worker/inference/detector.ts";
import { median, round } from "../statistics.ts";
import { type Share, shareOf } from "./rates.ts";

/** How the faces of one height were found in one way. */
export type SmallFaces = {
  readonly heightPx: number;
  /** The network's long side alone, or the product's way. */
  readonly way: string;
  readonly found: Share;
  /** Median over the faces found: the mean distance of the landmarks, in eye distances. */
  readonly landmarkError: number;
  /** Faces found where none was pasted, in all frames. */
  readonly elsewhere: number;
  /** Median for one frame. */
  readonly ms: number;
};

/** A photograph with the face that is in it. */
export type KnownFace = { readonly picture: RgbImage; readonly face: Detection };

const HEIGHTS_PX = [20, 24, 32, 40] as const;
const LONG_SIDES_PX = [1280, 1440, 1600, 1920] as const;
const FRAME = { width: 1920, height: 1080 } as const;
/** Pasted into one frame, one into each quarter: the product looks closely at eight at most. */
const FACES_A_FRAME = 4;
const JPEG_QUALITY = 75;
/** Overlap from which a face was found. */
const MIN_OVERLAP = 0.3;

type Frame = { readonly image: RgbImage; readonly faces: readonly Detection[] };
type Way = { readonly name: string; readonly detect: (image: RgbImage) => Promise<Detection[]> };

/**
 * Pastes photographs, shrunk until their faces have a height, into 1080p frames without anybody, and looks
 * for the faces with the network alone at several scales and as the product does.
 *
 * @param session of the detector
 */
export async function measureSmallFaces(
  known: readonly KnownFace[],
  backgrounds: readonly RgbImage[],
  session: InferenceSession,
  product: Way["detect"],
): Promise<SmallFaces[]> {
  const ways: Way[] = [
    ...LONG_SIDES_PX.map((longSide) => ({
      name: `${longSide}`,
      detect: (image: RgbImage) => detectAt(session, image, longSide),
    })),
    { name: `${LONG_SIDE_PX} and close looks, as Kith does`, detect: product },
  ];
  const results: SmallFaces[] = [];
  for (const heightPx of HEIGHTS_PX) {
    const tallies = ways.map((way) => ({ way, ...emptyTally() }));
    for (let from = 0; from + FACES_A_FRAME <= known.length; from += FACES_A_FRAME) {
      const background = backgrounds[(from / FACES_A_FRAME) % backgrounds.length];
      if (!background) throw new RangeError("Faces cannot be pasted without a background.");
      const pasted = known.slice(from, from + FACES_A_FRAME);
      const frame = await paste(pasted, background, heightPx, from);
      for (const tally of tallies) await look(tally, frame);
    }
    results.push(
      ...tallies.map(({ way, errors, faces, elsewhere, times }) => ({
        ...{ heightPx, way: way.name, elsewhere },
        found: shareOf(errors.length, faces),
        landmarkError: round(median(errors), 3),
        ms: round(median(times), 1),
      })),
    );
  }
  return results;
}

const emptyTally = () => ({
  ...{ errors: [] as number[], times: [] as number[] },
  ...{ faces: 0, elsewhere: 0 },
});

type Tally = ReturnType<typeof emptyTally> & { readonly way: Way };

async function look(tally: Tally, { image, faces }: Frame): Promise<void> {
  const startedAt = performance.now();
  const found = await tally.way.detect(image);
  tally.times.push(performance.now() - startedAt);
  const isOf = (face: Detection) => (each: Detection) =>
    intersectionOverUnion(face.box, each.box) >= MIN_OVERLAP;
  for (const face of faces) {
    const same = found.find(isOf(face));
    if (same) tally.errors.push(landmarkError(face, same));
  }
  tally.faces += faces.length;
  tally.elsewhere += found.filter((each) => !faces.some((face) => isOf(face)(each))).length;
}

function landmarkError({ landmarks: wanted }: Detection, { landmarks }: Detection): number {
  const apart = landmarks.map(({ x, y }, index) => {
    const at = wanted[index] ?? { x: 0, y: 0 };
    return Math.hypot(x - at.x, y - at.y);
  });
  const [left, right] = wanted;
  const sum = apart.reduce((total, each) => total + each, 0);
  return sum / apart.length / Math.hypot(right.x - left.x, right.y - left.y);
}

/** Pastes each into a quarter of the frame, where it follows from the seed. */
async function paste(
  known: readonly KnownFace[],
  background: RgbImage,
  heightPx: number,
  seed: number,
): Promise<Frame> {
  const random = randomFrom(seed + 1);
  const layers: { input: RgbImage; left: number; top: number }[] = [];
  const faces: Detection[] = [];
  for (const [index, { picture, face }] of known.entries()) {
    const scale = heightPx / face.box.height;
    const input = await resized(picture, Math.round(picture.width * scale));
    const quarter = { width: FRAME.width / 2, height: FRAME.height / 2 };
    const left = (index % 2) * quarter.width + below(random, quarter.width - input.width);
    const top = (index >> 1) * quarter.height + below(random, quarter.height - input.height);
    layers.push({ input, left, top });
    faces.push(moved(face, input.width / picture.width, left, top));
  }
  const jpeg = await fromRaw(background)
    .composite(
      layers.map(({ input, left, top }) => {
        const { data, width, height } = input;
        return { input: Buffer.from(data), raw: { width, height, channels: 3 }, left, top };
      }),
    )
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
  return { image: { ...FRAME, data: await sharp(jpeg).raw().toBuffer() }, faces };
}

const moved = ({ box, landmarks, score }: Detection, scale: number, left: number, top: number) => ({
  box: pixelBox(box.x * scale + left, box.y * scale + top, box.width * scale, box.height * scale),
  landmarks: mapLandmarks(landmarks, ({ x, y }) => ({ x: x * scale + left, y: y * scale + top })),
  score,
});

/** A picture as a background: it fills a 1080p frame. */
export async function asBackground(picture: RgbImage): Promise<RgbImage> {
  const { width, height } = FRAME;
  return { width, height, data: await fromRaw(picture).resize(width, height).raw().toBuffer() };
}

async function resized(picture: RgbImage, width: number): Promise<RgbImage> {
  const { data, info } = await fromRaw(picture)
    .resize(width)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

const fromRaw = ({ data, width, height }: RgbImage) =>
  sharp(data, { raw: { width, height, channels: 3 } });

async function detectAt(
  session: InferenceSession,
  image: RgbImage,
  longSide: number,
): Promise<Detection[]> {
  const input = createPlanar(letterbox(image.width, image.height, longSide));
  fillPlanar(image, input);
  return suppressOverlaps(await detectIn(session, input));
}
