import { expect, it } from "vitest";
import type { WaitingAnswer } from "#components/review/waiting-answer.ts";
import type { Answer } from "#lib/review/schema.ts";
import { asSaid, isAnswered } from "./as-said.ts";

const anna = { personId: "anna", name: "Anna", category: "unknown" } as const;

const waits = (answer: Answer, isTakenBack = false): WaitingAnswer => ({
  ...{ key: "key", accountId: "account", givenAt: "2026-11-23T12:00:00Z", answer, words: "" },
  ...{ wasSent: true, isTakenBack, refusal: null },
});

const named = (personId: string, name: string): Answer => ({
  ...{ kind: "name", personId, name, before: "Anna" },
});

it("shows somebody as was said of them last on this device, and nobody else's name", () => {
  const sorted: Answer = {
    ...{ kind: "categorise", personId: "anna", category: "familiar", before: "unknown" },
  };
  const waiting = [waits(named("anna", "Ann")), waits(named("bert", "Bertl")), waits(sorted)];
  expect(asSaid(anna, waiting)).toEqual({ ...anna, name: "Ann", category: "familiar" });
  expect(asSaid(anna, [waits(named("anna", "Ann"), true)])).toEqual(anna);
});

it("asks no more whose a face is once that was said here", () => {
  const yes: Answer = { kind: "suggestion", personId: "anna", faceIds: ["face"], isSame: true };
  expect(isAnswered("face", [waits(yes)])).toBe(true);
  expect(isAnswered("face", [waits(yes, true)])).toBe(false);
  expect(isAnswered("other", [waits(yes)])).toBe(false);
});
