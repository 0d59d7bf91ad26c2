import { Writable } from "node:stream";
import { FRAMES_HELD } from "#lib/clips/sampling.ts";

/** Frames in memory: those of one look, and the next one. */
const BUFFERS = FRAMES_HELD + 1;

/**
 * Cuts a byte stream into frames of a fixed size and holds the stream back while nobody takes them.
 *
 * Memory stays at four frames however long the clip: buffers circulate between the free list and
 * the taker, who gives each one back.
 */
export class FrameSink extends Writable {
  readonly #free: Buffer[];
  readonly #ready: Buffer[] = [];
  #filling: Buffer | undefined;
  #filled = 0;
  #resumeWrite: (() => void) | undefined;
  #wakeTaker: (() => void) | undefined;
  #isOver = false;

  constructor(frameBytes: number) {
    super({ autoDestroy: false, emitClose: false, highWaterMark: 1 });
    this.#free = Array.from({ length: BUFFERS }, () => Buffer.allocUnsafeSlow(frameBytes));
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#store(chunk, done);
  }

  override _final(done: () => void): void {
    this.endFrames();
    done();
  }

  /** No more frames will come; an unfinished one is dropped. */
  endFrames(): void {
    this.#isOver = true;
    this.#wakeTaker?.();
  }

  /** The next frame, or `undefined` after the last. Its buffer belongs to the caller. */
  async take(): Promise<Buffer | undefined> {
    while (this.#ready.length === 0 && !this.#isOver) {
      await new Promise<void>((resolve) => {
        this.#wakeTaker = resolve;
      });
    }
    return this.#ready.shift();
  }

  /** Returns a taken buffer so that the stream may go on. */
  giveBack(buffer: Buffer): void {
    this.#free.push(buffer);
    const resume = this.#resumeWrite;
    this.#resumeWrite = undefined;
    resume?.();
  }

  #store(chunk: Buffer, done: () => void): void {
    let offset = 0;
    while (offset < chunk.length) {
      this.#filling ??= this.#free.pop();
      if (!this.#filling) {
        const rest = chunk.subarray(offset);
        this.#resumeWrite = () => this.#store(rest, done);
        return;
      }
      const copied = chunk.copy(this.#filling, this.#filled, offset);
      offset += copied;
      this.#filled += copied;
      if (this.#filled === this.#filling.length) {
        this.#ready.push(this.#filling);
        this.#filling = undefined;
        this.#filled = 0;
        this.#wakeTaker?.();
      }
    }
    done();
  }
}
