import type { LatencyReceipt } from "#lib/events/types.ts";

export type LatencyStep = { name: string; meaning: string; ms: number };

const steps = [
  ["Picture", "until the first picture was here", "imageReadyAt"],
  ["Recording", "until the recording was here", "mediaReadyAt"],
  ["Look", "until faces were compared", "analysedAt"],
  ["Decide", "until Kith knew whom to tell", "decidedAt"],
  ["Push", "until the push service took it", "pushedAt"],
] as const;

const firstStep = {
  webhook: ["Ring", "until Ring told Kith", "receivedAt"],
  history: ["Found later", "until Kith found it in Ring's history", "receivedAt"],
} as const;

const time = (at: string) => Date.parse(at);

/**
 * How long each step took, in milliseconds, in the order in which they ended: with a picture at hand
 * people are told before the recording is there. A step that did not happen is left out; clocks that
 * disagree never make a negative step.
 */
export function latencySteps(receipt: LatencyReceipt): LatencyStep[] {
  let last = time(receipt.occurredAt);
  return [firstStep[receipt.source], ...steps]
    .flatMap(([name, meaning, key]) => {
      const at = receipt[key];
      return at === null ? [] : { name, meaning, at: time(at) };
    })
    .sort((a, b) => a.at - b.at)
    .map(({ name, meaning, at }) => {
      const ms = Math.max(0, at - last);
      last += ms;
      return { name, meaning, ms };
    });
}

/** How long it took until somebody was told, or, where nobody was, until all was done. */
export function latencyTotal(receipt: LatencyReceipt): { ms: number; words: string } {
  const until = (at: string) => Math.max(0, time(at) - time(receipt.occurredAt));
  if (receipt.pushedAt)
    return { ms: until(receipt.pushedAt), words: "from the camera to the first phone" };
  const { receivedAt, imageReadyAt, mediaReadyAt, analysedAt, decidedAt } = receipt;
  const reached = [receivedAt, imageReadyAt, mediaReadyAt, analysedAt, decidedAt];
  const last = Math.max(...reached.flatMap((at) => (at === null ? [] : until(at))));
  return { ms: last, words: "from the camera to here" };
}
