import { describe, expect, it } from "vitest";
import { shownDays } from "./days.ts";
import type { Fate, LedgerStand } from "./types.ts";
import { verdictOf } from "./verdict.ts";

const now = new Date("2026-11-22T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const linked = (minutes: number | null) => ({
  state: "linked" as const,
  comparedAt: minutes === null ? null : ago(minutes),
});
const stand = (...accounts: LedgerStand["accounts"]): LedgerStand => ({
  accounts,
  webhooksStopped: false,
});
const counted = (events: number, fates: Partial<Record<Fate, number>> = {}) => ({
  events,
  fates: {
    recognised: 0,
    no_face: 0,
    no_recording: 0,
    failed: 0,
    camera_off: 0,
    late: 0,
    open: 0,
    ...fates,
  },
});
const all = counted(42, { recognised: 38, no_recording: 2, failed: 1, late: 1 });

describe("the verdict", () => {
  it.each<[what: string, stand: LedgerStand, counted: ReturnType<typeof counted>, object]>([
    [
      "all is there",
      stand(linked(12)),
      all,
      { kind: "complete", events: 42, unseen: 4, comparedAt: ago(12) },
    ],
    ["nothing has happened", stand(linked(12)), counted(0), { kind: "complete" }],
    [
      "something is under way",
      stand(linked(12)),
      counted(42, { open: 1 }),
      { kind: "under-way", open: 1 },
    ],
    [
      "two accounts, and the older comparison counts",
      stand(linked(12), linked(50)),
      all,
      { kind: "complete", comparedAt: ago(50) },
    ],
    [
      "one of two was never compared",
      stand(linked(12), linked(null)),
      all,
      { kind: "not-compared" },
    ],
    ["two comparisons were missed", stand(linked(136)), all, { kind: "overdue" }],
    [
      "webhooks have stopped",
      { ...stand(linked(12)), webhooksStopped: true },
      all,
      {
        kind: "webhooks-stopped",
      },
    ],
    [
      "Ring must be linked again",
      stand(linked(12), { state: "needs_relink", comparedAt: ago(12) }),
      all,
      { kind: "needs-relink" },
    ],
    [
      "the link is not complete",
      stand({ state: "awaiting", comparedAt: null }),
      all,
      {
        kind: "almost-linked",
      },
    ],
    ["nothing is linked", stand(), counted(0), { kind: "unlinked" }],
  ])("when %s", (_, stands, count, expected) => {
    expect(verdictOf(stands, count, now)).toMatchObject(expected);
  });
});

it("shows whole weeks, five with this one, up to today", () => {
  const sunday = shownDays("2026-11-22");
  expect([sunday.length, sunday[0], sunday.at(-1)]).toEqual([35, "2026-10-19", "2026-11-22"]);
  const monday = shownDays("2026-11-23");
  expect([monday.length, monday[0], monday.at(-1)]).toEqual([29, "2026-10-26", "2026-11-23"]);
});
