import type { LayeredImage } from "#lib/faces/types.ts";

type Size = { readonly width: number; readonly height: number };

/**
 * What ffmpeg gives of a frame, in one picture of packed RGB: the frame itself, and below it the same
 * reduced, if that is wanted, its rows padded to the frame's width.
 *
 * [Note: Reducing beside decoding] What the detector takes of a 1080p frame takes 13 ms in JavaScript and
 * 5 in ffmpeg, which is another process, on the other core.
 */
export type FrameLayout = Size & { readonly reduced?: Size };

/** Bytes of one frame with all it brings along. */
export const frameBytes = ({ width, height, reduced }: FrameLayout): number =>
  width * (height + (reduced?.height ?? 0)) * 3;

/** The filters that lay a frame out, in one chain. */
export function layoutFilters({ width, height, reduced }: FrameLayout): string {
  const scaled = (to: Size) => `scale=${to.width}:${to.height}:flags=bilinear,format=rgb24`;
  if (!reduced) return scaled({ width, height });
  return [
    "split[full][other]",
    `[full]${scaled({ width, height })}[above]`,
    `[other]${scaled(reduced)},pad=${width}:${reduced.height}[below]`,
    "[above][below]vstack",
  ].join(";");
}

/** The pictures that lie in a frame's bytes. To be asked once: it closes up the padded rows in place. */
export function layersOf(bytes: Uint8Array, { width, height, reduced }: FrameLayout): LayeredImage {
  const full = { data: bytes.subarray(0, width * height * 3), width, height };
  if (!reduced) return full;
  const below = bytes.subarray(full.data.length);
  const rowBytes = reduced.width * 3;
  for (let row = 1; row < reduced.height; row++)
    below.copyWithin(row * rowBytes, row * width * 3, row * width * 3 + rowBytes);
  return { ...full, reduced: { data: below.subarray(0, rowBytes * reduced.height), ...reduced } };
}
