/**
 * Long side of the detector's input, in pixels. A frame is never enlarged.
 *
 * Source: 320 photographs of LFW, shrunk and pasted into 1080p frames of recordings, JPEG 75. Of
 * faces 24 px high, found / error of the landmarks in eye distances / ms on two threads at 1280:
 * 65 % / 0.28 / 14; at 1600: 82 % / 0.19 / 22; at 1920: 92 % / 0.16 / 32; at 2560, as tiles would be:
 * 99 % / 0.13 / 60. At 1440, with a close look (see `close-look.ts`) at whatever is suspected, 96 of
 * 100 of 640 others are found, with an error of 0.11, in 20 ms; of 28 px 98. Nothing in 120 frames without a
 * face scored 0.75. So enlarging a few small regions beats tiles, in time and in landmarks.
 * `npm run bench:faces -- --only detection` measures the like again: `models/ACCURACY.md`, Detection.
 */
export const LONG_SIDE_PX = 1440;

/**
 * Long side of the coarse input that accompanies every high one, where a face that fills the frame is
 * under 300 px high. Source: YuNet finds faces up to about 300 px.
 */
export const COARSE_SIDE_PX = 320;

/** Height in input pixels up to which a face's landmarks are exact. Source: YuNet, as above. */
export const LARGEST_HEIGHT_PX = 250;
