import { loadavg } from "node:os";

/** What one measurement found. */
export type Measurement = {
  /** By full key, such as `webhook.ackP99Ms`. */
  readonly figures: Readonly<Record<string, number>>;
  /** What it was measured with, and what explains the figures. */
  readonly inputs: Readonly<Record<string, unknown>>;
};

/** A figure's line in a table. */
export type Line = {
  readonly name: string;
  readonly key: string;
  readonly unit: string;
  readonly aim: string;
};

/** One of the things that can be measured. */
export type Measure = (options: MeasureOptions) => Promise<Measurement>;

export type MeasureOptions = {
  /** Shorter, to see whether all of it runs: the figures then mean little. */
  readonly quick: boolean;
  /** Tells the person who waits how far it is. */
  readonly say: (line: string) => void;
};

/** Processes that wanted to run in the last minute, ours not yet among them. */
export function loadNow(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
