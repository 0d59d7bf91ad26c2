import type { RgbImage } from "../types.ts";

/** What a camera sees by. Infrared pictures have no colour, and embedders score them lower. */
export type Lighting = "day" | "infrared";

/**
 * Mean difference between a pixel's strongest and weakest colour, 0..255, under which a frame is
 * infrared. Source: a rendered infrared recording has 0, the greyest of 22 others, asphalt from
 * above, 2.5 and people at a door 11 to 33.
 */
const COLOURLESS = 1.5;

/** Brightest colour, 0..255, up to which a pixel is black, as what is masked, and says nothing. */
const BLACK = 16;

/** What a frame was filmed by, judged by the colours of what is not black in it. */
export function lightingOf(frame: Pick<RgbImage, "data">): Lighting {
  return meanOverPixels(frame, saturationAt) < COLOURLESS ? "infrared" : "day";
}

/** Mean of the green channel, 0..255. */
export function brightnessOf(frame: Pick<RgbImage, "data">): number {
  return meanOverPixels(frame, (data, at) => data[at + 1]!);
}

function saturationAt(data: Uint8Array, at: number): number | undefined {
  const red = data[at]!;
  const green = data[at + 1]!;
  const blue = data[at + 2]!;
  const brightest = Math.max(red, green, blue);
  return brightest <= BLACK ? undefined : brightest - Math.min(red, green, blue);
}

/** Over about a thousand pixels, without those that have no value; 0 where none has. */
function meanOverPixels(
  { data }: Pick<RgbImage, "data">,
  valueAt: (data: Uint8Array, at: number) => number | undefined,
): number {
  const step = Math.max(1, Math.floor(data.length / 3000)) * 3;
  let sum = 0;
  let count = 0;
  for (let at = 0; at < data.length; at += step) {
    const value = valueAt(data, at);
    if (value === undefined) continue;
    sum += value;
    count += 1;
  }
  return sum / Math.max(1, count);
}
