import { describe, expect, it } from "vitest";
import { NotYetError, PermanentError, SeldomPassingError } from "#lib/errors.ts";
import { type Attempt, judge as judgeAt } from "./failure.ts";

const now = new Date("2026-01-02T03:04:05Z");
const judge = (error: unknown, attempt: Attempt, random = 0.5) =>
  judgeAt(error, attempt, now, random);

const first = { number: 1, maxAttempts: 3 };
const last = { number: 3, maxAttempts: 3 };

describe("judge", () => {
  it("buries a permanent error at once, with its reason", () => {
    const verdict = judge(new PermanentError("not-a-video", "HTML"), first);
    expect(verdict).toEqual({ action: "bury", reason: "not-a-video" });
  });

  it("postpones what is merely too early, even on the last attempt", () => {
    const until = new Date("2026-01-02T03:04:05Z");
    expect(judge(new NotYetError(until, "425"), last)).toEqual({ action: "postpone", until });
  });

  it("retries anything else while attempts are left", () => {
    expect(judge(new Error("reset"), first)).toMatchObject({ action: "retry" });
  });

  it("waits longer each time, and never as long as another job that failed with it", () => {
    const pauseS = (number: number, random: number) => {
      const verdict = judge(new Error("reset"), { number, maxAttempts: 8 }, random);
      return verdict.action === "retry" && (verdict.at.getTime() - now.getTime()) / 1000;
    };
    expect([1, 2, 3, 4].map((number) => Math.round(Number(pauseS(number, 0.5))))).toEqual([
      3, 7, 20, 55,
    ]);
    expect([pauseS(3, 0), pauseS(3, 0.999)].map((s) => Math.round(Number(s)))).toEqual([10, 30]);
  });

  it("retries what seldom passes only as often as its error allows", () => {
    const broken = new SeldomPassingError("clip-empty", 2, "no bytes");
    expect(judge(broken, first)).toMatchObject({ action: "retry" });
    const second = { number: 2, maxAttempts: 3 };
    expect(judge(broken, second)).toEqual({ action: "bury", reason: "clip-empty" });
  });

  it("buries anything else after the last attempt", () => {
    expect(judge(new Error("reset"), last)).toEqual({ action: "bury", reason: "gave-up" });
  });

  it("treats a thrown non-error like any other failure", () => {
    expect(judge("boom", first)).toMatchObject({ action: "retry" });
  });
});
