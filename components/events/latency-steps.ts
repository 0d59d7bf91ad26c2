import type { LatencyReceipt } from "#lib/events/types.ts";

export type LatencyStep = { name: string; meaning: string; ms: number };

const steps = [
  ["Ring", "until Ring told Kith", "receivedAt"],
  ["Fetch", "until the recording was here", "mediaReadyAt"],
  ["Look", "until faces were compared", "analysedAt"],
  ["Decide", "until Kith knew whom to tell", "decidedAt"],
  ["Push", "until the push service took it", "pushedAt"],
] as const;

/**
 * How long each step took, in order, in milliseconds. A step that did not happen is left out and its
 * time counts for the next one; clocks that disagree never make a negative step.
 */
export function latencySteps(receipt: LatencyReceipt): LatencyStep[] {
  let last = new Date(receipt.occurredAt).getTime();
  return steps.flatMap(([name, meaning, key]) => {
    const at = receipt[key];
    if (at === null) return [];
    const ms = Math.max(0, new Date(at).getTime() - last);
    last += ms;
    return { name, meaning, ms };
  });
}
