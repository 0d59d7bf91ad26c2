/**
 * Frames looked at per second of clip.
 * Source: a visitor who passes at 1.5 m/s within 3 m of a doorbell stays in view for about two
 * seconds, which gives four frames, one more than the three that an embedding is averaged from.
 */
const FRAMES_PER_SECOND = 2;

/**
 * Most frames looked at in one clip.
 * Source: Ring delivers at most 15 minutes; 900 frames are then one a second, half a minute's work.
 */
const MAX_FRAMES = 900;

/**
 * Time between the frames that are looked at. A clip of unknown length (0) is sampled as a short one.
 */
export function sampleIntervalMs(durationMs: number): number {
  return Math.max(1000 / FRAMES_PER_SECOND, durationMs / MAX_FRAMES);
}

/** Longest side of a decoded frame, in pixels. Source: the largest clip that Ring delivers, 1080p. */
export const MAX_FRAME_SIDE_PX = 1920;

/** The size that a clip is decoded at: its own, or smaller in proportion, always even numbers. */
export function decodedSize(media: { readonly width: number; readonly height: number }): {
  width: number;
  height: number;
} {
  const scale = Math.min(1, MAX_FRAME_SIDE_PX / Math.max(media.width, media.height));
  const even = (value: number) => Math.max(2, Math.round((value * scale) / 2) * 2);
  return { width: even(media.width), height: even(media.height) };
}
