import { describe, expect, it } from "vitest";
import { NotYetError, PermanentError, SeldomPassingError } from "#lib/errors.ts";
import { judge } from "./failure.ts";

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
    expect(judge(new Error("reset"), first)).toEqual({ action: "retry" });
  });

  it("retries what seldom passes only as often as its error allows", () => {
    const broken = new SeldomPassingError("clip-empty", 2, "no bytes");
    expect(judge(broken, first)).toEqual({ action: "retry" });
    const second = { number: 2, maxAttempts: 3 };
    expect(judge(broken, second)).toEqual({ action: "bury", reason: "clip-empty" });
  });

  it("buries anything else after the last attempt", () => {
    expect(judge(new Error("reset"), last)).toEqual({ action: "bury", reason: "gave-up" });
  });

  it("treats a thrown non-error like any other failure", () => {
    expect(judge("boom", first)).toEqual({ action: "retry" });
  });
});
