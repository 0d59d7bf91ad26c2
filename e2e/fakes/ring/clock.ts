/**
 * Emulated time: timestamps stay on the wall clock (plus an offset), durations shrink by the scale.
 * A scale of 0.01 makes every wait 100 times shorter while the product's own clock still agrees.
 */
import { setTimeout as delay } from "node:timers/promises";

export interface Clock {
  /** Milliseconds added to the wall clock. */
  offsetMs: number;
  /** Factor on every duration: 1 is real, 0.01 is a hundred times faster. */
  scale: number;
  /** Epoch milliseconds. */
  now(): number;
  /** A duration of the contract, as it lasts here. */
  scaled(ms: number): number;
  /** Waits a contract duration; rejects when aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export function createClock(scale: number): Clock {
  return {
    offsetMs: 0,
    scale,
    now() {
      return Date.now() + this.offsetMs;
    },
    scaled(ms) {
      return ms * this.scale;
    },
    async wait(ms, signal) {
      await delay(this.scaled(ms), undefined, { signal });
    },
  };
}
