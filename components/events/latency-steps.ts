import type { LatencyReceipt } from "#lib/events/types.ts";

const steps = [
  ["picture", "imageReadyAt"],
  ["recording", "mediaReadyAt"],
  ["look", "analysedAt"],
  ["decide", "decidedAt"],
  ["push", "pushedAt"],
] as const;

const firstStep = {
  webhook: ["ring", "receivedAt"],
  history: ["found", "receivedAt"],
} as const;

/** A step on the way from the camera to the phone, and how many milliseconds it took. */
export type LatencyStep = {
  name: (typeof steps)[number][0] | (typeof firstStep)[keyof typeof firstStep][0];
  ms: number;
};

const time = (at: string) => Date.parse(at);

/**
 * How long each step took, in milliseconds, in the order in which they ended: with a picture at hand
 * people are told before the recording is there. A step that did not happen is left out; clocks that
 * disagree never make a negative step.
 */
export function latencySteps(receipt: LatencyReceipt): LatencyStep[] {
  let last = time(receipt.occurredAt);
  return [firstStep[receipt.source], ...steps]
    .flatMap(([name, key]) => {
      const at = receipt[key];
      return at === null ? [] : { name, at: time(at) };
    })
    .sort((a, b) => a.at - b.at)
    .map(({ name, at }) => {
      const ms = Math.max(0, at - last);
      last += ms;
      return { name, ms };
    });
}

/** How long it took until somebody was told, or, where nobody was, until all was done. */
export function latencyTotal(receipt: LatencyReceipt): { ms: number; until: "phone" | "here" } {
  const until = (at: string) => Math.max(0, time(at) - time(receipt.occurredAt));
  if (receipt.pushedAt) return { ms: until(receipt.pushedAt), until: "phone" };
  const { receivedAt, imageReadyAt, mediaReadyAt, analysedAt, decidedAt } = receipt;
  const reached = [receivedAt, imageReadyAt, mediaReadyAt, analysedAt, decidedAt];
  const last = Math.max(...reached.flatMap((at) => (at === null ? [] : until(at))));
  return { ms: last, until: "here" };
}
