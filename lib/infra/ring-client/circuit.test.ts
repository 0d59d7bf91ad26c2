import { describe, expect, it } from "vitest";
import {
  afterFailure,
  type Circuit,
  closed,
  enter,
  FAILURES_TO_OPEN,
  FIRST_REST_MS,
  LONGEST_REST_MS,
} from "./circuit.ts";

const START = 1_000_000;
/** The middle of the jitter: a rest is as long as its name says. */
const EVEN = 0.5;

function failed(times: number, circuit: Circuit = closed, now = START): Circuit {
  return times === 0 ? circuit : failed(times - 1, afterFailure(circuit, now, EVEN), now);
}

/** Lets the rest pass, and the probe fail; `times` over. */
function failedProbes(times: number): Extract<Circuit, { is: "open" }> {
  let circuit = failed(FAILURES_TO_OPEN);
  for (let probe = 0; probe < times; probe++) {
    const now = circuit.is === "closed" ? START : circuit.until;
    const entry = enter(circuit, now);
    if (!entry.may) throw new Error("the rest was over");
    circuit = afterFailure(entry.circuit, now, EVEN);
  }
  if (circuit.is !== "open") throw new Error(`the circuit is ${circuit.is}`);
  return circuit;
}

describe("a circuit", () => {
  it("lets calls through while failures are few", () => {
    expect(enter(failed(FAILURES_TO_OPEN - 1), START)).toMatchObject({ may: true });
  });

  it("opens after failures in a row, and then lets none through until the rest is over", () => {
    const open = failed(FAILURES_TO_OPEN);
    const until = START + FIRST_REST_MS;
    expect(enter(open, until - 1)).toEqual({ may: false, until });
    expect(enter(open, until)).toMatchObject({ may: true });
  });

  it("lets one call probe, and the others wait for what it finds", () => {
    const until = START + FIRST_REST_MS;
    const entry = enter(failed(FAILURES_TO_OPEN), until);
    expect(entry.may && enter(entry.circuit, until)).toEqual({
      may: false,
      until: until + FIRST_REST_MS,
    });
  });

  it("lets another call probe where the first never came back", () => {
    const until = START + FIRST_REST_MS;
    const entry = enter(failed(FAILURES_TO_OPEN), until);
    expect(entry.may && enter(entry.circuit, until + 600_000)).toMatchObject({ may: true });
  });

  it("rests twice as long after each probe that failed, five minutes at most", () => {
    const rests = [1, 2, 3, 20].map((probes) => {
      const before = failedProbes(probes - 1);
      return failedProbes(probes).until - before.until;
    });
    expect(rests).toEqual([2 * FIRST_REST_MS, 4 * FIRST_REST_MS, 8 * FIRST_REST_MS, 300_000]);
    expect(LONGEST_REST_MS).toBe(300_000);
  });

  it("does not rest longer because of calls that were under way when it opened", () => {
    const open = failed(FAILURES_TO_OPEN);
    expect(failed(3, open, START + 4_000)).toEqual(open);
  });

  it("rests a different time in each process", () => {
    const almost = failed(FAILURES_TO_OPEN - 1);
    const rest = (random: number) => afterFailure(almost, START, random);
    expect(rest(0)).toMatchObject({ until: START + 0.75 * FIRST_REST_MS });
    expect(rest(0.999)).not.toEqual(rest(0));
  });
});
