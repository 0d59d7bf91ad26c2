type Point = { readonly x: number; readonly y: number };

/**
 * A zone in 0..1 of the frame's width and height, origin top left, at least three corners.
 * Corners outside 0..1 are allowed: the zone then reaches over the edge.
 */
export type UnitPolygon = readonly Point[];

/** One decoded still: packed RGB, rows from the top, with its time from the clip's start. */
export type Frame = {
  /** Valid until the next frame is asked for: the buffer is used again. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly atMs: number;
};

/** What is known of a clip without decoding it. */
export type ClipMedia = {
  /** 0 when the container does not say. */
  readonly durationMs: number;
  /** ffmpeg's name: "h264", "hevc". */
  readonly codec: string;
  /** Pixels as shown, so after rotation. */
  readonly width: number;
  readonly height: number;
  /** Frames per second on average; 0 when unknown. */
  readonly frameRate: number;
  readonly hasAudio: boolean;
};
