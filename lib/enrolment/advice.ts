import { isEmbeddable } from "#lib/faces/shots/quality.ts";
import type { FaceAngle } from "#lib/faces/types.ts";

/** What would make a photograph of a face a better one. */
export type Advice = (typeof allAdvice)[number];

export const allAdvice = ["too-small", "blurred", "turned-away", "too-dark", "too-bright"] as const;

/** A face of a photograph with what speaks for and against it; the parts are 0..1. */
export type RatedFace = {
  readonly heightPx: number;
  readonly quality: number;
  readonly sharpness: number;
  readonly frontality: number;
  readonly exposure: number;
  /** Mean brightness, 0..255. */
  readonly brightness: number;
  readonly angle: FaceAngle;
};

/** Height from which a face is as good as any. Source: half of what the embedders see. */
const GOOD_HEIGHT_PX = 56;

/** Source: `measureSharpness`, medians on LFW: 0.72 clean, 0.48 with motion blur. */
const GOOD_SHARPNESS = 0.45;

/** Source: a level half-profile keeps more than that, a nod or a profile less. */
const GOOD_FRONTALITY = 0.3;

/** Half of what a well exposed face has. */
const GOOD_EXPOSURE = 0.5;

/** Between dark and bright, of 0..255. */
const MIDDLE_BRIGHTNESS = 128;

/** Whether a face of a photograph can be compared with others at all. */
export const isUsable = (face: RatedFace): boolean => isEmbeddable(face);

/** What is wrong with a face, the worst first; of one that cannot be used always something. */
export function adviceOn(face: RatedFace): Advice[] {
  const ordered = sharesOf(face).toSorted((a, b) => a.share - b.share);
  const wrong = ordered.filter(({ share }) => share < 1);
  const told = wrong.length > 0 || isUsable(face) ? wrong : ordered.slice(0, 1);
  return told.map(({ advice }) => advice);
}

/** How much of what is good the face has, by what is to be said where it is less than 1. */
function sharesOf(face: RatedFace): { advice: Advice; share: number }[] {
  const isDark = face.brightness < MIDDLE_BRIGHTNESS;
  const frontality = face.angle === "profile" ? 0 : face.frontality;
  return [
    { advice: "too-small", share: face.heightPx / GOOD_HEIGHT_PX },
    { advice: "blurred", share: face.sharpness / GOOD_SHARPNESS },
    { advice: "turned-away", share: frontality / GOOD_FRONTALITY },
    { advice: isDark ? "too-dark" : "too-bright", share: face.exposure / GOOD_EXPOSURE },
  ];
}
