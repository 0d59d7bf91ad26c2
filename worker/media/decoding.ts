import ffmpeg from "fluent-ffmpeg";
import { FRAMES_HELD } from "#lib/clips/sampling.ts";
import { FrameSink } from "./frame-sink.ts";
import { CAPPED_COMMAND } from "./probe.ts";

ffmpeg.setFfmpegPath(CAPPED_COMMAND);

/** What is decoded, and how large and how often. */
export type DecodingRequest = {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly intervalMs: number;
  /** Where to begin; what comes before is not decoded. Times are then counted from there. */
  readonly startMs?: number;
};

/** A running ffmpeg. */
export type Decoding = {
  /** Packed RGB frames in order. */
  readonly frames: FrameSink;
  /** Milliseconds from the clip's start of every frame so far; a frame's time precedes its bytes. */
  timeOf(index: number): Promise<number | undefined>;
  /** Ends ffmpeg, if it still runs, and resolves when it is gone. */
  stop(): Promise<void>;
  /** Why ffmpeg gave up, once it is gone; `undefined` if it did not. */
  failure(): string | undefined;
};

/** `-skip_frame noref` drops frames that no other frame needs: safe, and half the work with B-frames. */
const INPUT_OPTIONS = ["-nostdin", "-threads", "2", "-skip_frame", "noref"];

/**
 * Frames that ffmpeg decodes ahead and keeps. A model's run holds this process up, so that nothing is read
 * meanwhile: without them ffmpeg would wait as well, and its core idle.
 * Source: 1080p clips of 20 s, analysed in turn: 3.3 to 3.7 s with them, 3.8 to 4.4 s without.
 */
const FRAMES_AHEAD = 2 * FRAMES_HELD;

/** The time in one line of the `showinfo` filter. */
const FRAME_TIME = /\bn:\s*\d+\s.*?\bpts_time:\s*(-?[\d.]+)/;

/**
 * Starts decoding. One frame is taken from every interval of the clip: the first one decoded there.
 * Rotation is undone and the size is fixed by ffmpeg, whatever the stream does midway.
 */
export function startDecoding(request: DecodingRequest, timeoutMs: number): Decoding {
  const frames = new FrameSink(request.width * request.height * 3);
  const times = createTimes();
  let reason: string | undefined;
  let hasStarted = false;
  let isStopping = false;
  const seek = request.startMs ? ["-ss", (request.startMs / 1000).toFixed(3)] : [];
  const command = ffmpeg(`file:${request.path}`)
    .inputOptions([...INPUT_OPTIONS, ...seek])
    .noAudio()
    .videoFilters(filtersOf(request))
    .videoCodec("rawvideo")
    .outputOptions(["-map", "0:V:0", "-fps_mode", "passthrough", "-pix_fmt", "rgb24"])
    .outputOptions(["-fifo_format", "rawvideo", "-queue_size", `${FRAMES_AHEAD}`])
    .format("fifo");
  const isGone = new Promise<void>((resolve) => {
    command.on("start", () => {
      hasStarted = true;
      if (isStopping) {
        command.kill("SIGKILL");
      }
    });
    command.on("stderr", (line: string) => times.read(line));
    command.on("error", (error: Error) => {
      reason = error.message;
      resolve();
    });
    command.on("end", () => resolve());
  });
  const timer = setTimeout(() => command.kill("SIGKILL"), timeoutMs);
  void isGone.then(() => {
    clearTimeout(timer);
    times.end();
    if (!hasStarted || reason?.startsWith("spawn ")) {
      frames.endFrames();
    }
  });
  command.pipe(frames, { end: true });
  return {
    frames,
    timeOf: (index) => times.of(index),
    async stop() {
      isStopping = true;
      frames.endFrames();
      command.kill("SIGKILL");
      await isGone;
    },
    failure: () => reason,
  };
}

function filtersOf({ width, height, intervalMs }: DecodingRequest): string[] {
  const perSecond = (1000 / intervalMs).toFixed(6);
  const slot = (time: string) => `floor(${time}*${perSecond}+0.001)`;
  return [
    `select='isnan(prev_selected_t)+gt(${slot("t")},${slot("prev_selected_t")})'`,
    `scale=${width}:${height}:flags=bilinear`,
    "showinfo=checksum=0",
  ];
}

function createTimes() {
  const times: number[] = [];
  let isOver = false;
  let wake: (() => void) | undefined;
  return {
    read(line: string) {
      const seconds = FRAME_TIME.exec(line)?.[1];
      if (seconds !== undefined) {
        times.push(Math.round(Number(seconds) * 1000));
        wake?.();
      }
    },
    end() {
      isOver = true;
      wake?.();
    },
    async of(index: number): Promise<number | undefined> {
      while (index >= times.length && !isOver) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return times[index];
    },
  };
}
