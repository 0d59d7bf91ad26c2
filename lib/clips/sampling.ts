/**
 * Time between looks at a clip in which nobody is seen: 20 s are looked at 21 times.
 * Source: a visitor who passes at 1.5 m/s within 3 m of a doorbell stays in view for about two
 * seconds, which gives two looks.
 */
const LOOK_INTERVAL_MS = 1000;

/**
 * Frames sampled for every look: all are looked at while somebody is seen.
 * Source: three a second show the visitor above six times, twice as often as an embedding is averaged
 * from; five a second find the same people in the recordings, for half as much time again.
 */
const FRAMES_PER_LOOK = 3;

/**
 * Most looks at one clip.
 * Source: Ring delivers at most 15 minutes, which are then looked at every two seconds: at most 1350
 * frames where somebody stays throughout, less than a minute's work.
 */
const MAX_LOOKS = 450;

/**
 * Time between sampled frames. A clip of unknown length (0) is sampled as a short one.
 */
export function sampleIntervalMs(durationMs: number): number {
  return Math.max(LOOK_INTERVAL_MS, durationMs / MAX_LOOKS) / FRAMES_PER_LOOK;
}

/**
 * Whether the sampled frame of this index, from 0, is one to look at in any case. The frames before it
 * wait for what it shows. The last frame of a clip is one as well, whatever its index.
 */
export function isLook(frameIndex: number): boolean {
  return frameIndex % FRAMES_PER_LOOK === 0;
}

/** Frames that wait for one look, itself included. */
export const FRAMES_HELD = FRAMES_PER_LOOK;

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
