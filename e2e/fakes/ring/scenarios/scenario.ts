/** The shape of a named scenario of the contract (section 13.4). */
import type { FaultsInput } from "../faults.ts";
import type { Scene } from "./scene.ts";

/** One way in which a scenario can go. */
export interface Way {
  /** Set before it is played, or alone when it is only armed. `now` in epoch ms. */
  faults?: FaultsInput | ((now: number) => FaultsInput);
  play(scene: Scene): Promise<void>;
}

export interface Scenario {
  /** What happens. */
  plays: string;
  /** What the product must make of it. */
  must: string;
  /** Its ways by name. By the scenario's own id the first is played, or each where `everyWay`. */
  ways: Record<string, Way>;
  everyWay?: true;
  /** Whether it needs a camera or makes account links. */
  about: "camera" | "link";
}

/** A visit that meets faults. */
export const visit = (faults: Way["faults"]): Way => ({
  ...(faults !== undefined && { faults }),
  async play(scene) {
    await scene.event();
  },
});

/** The name of the only way of a scenario that has one. */
export const ONLY = "";

/** More often than any product asks. */
export const ALWAYS = 1_000_000;

/** An answer of a status alone. */
export const status = (code: number, times = 1, headers: Record<string, string> = {}) => ({
  kind: "status" as const,
  status: code,
  times,
  headers,
});
