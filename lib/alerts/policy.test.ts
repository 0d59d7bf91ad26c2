import { describe, expect, it } from "vitest";
import { visit, visitor, wishes } from "#lib/testing/sightings.ts";
import { type AlreadyTold, decide as decideBy } from "./policy.ts";
import type { VisitKnowledge } from "./sightings.ts";

const decide = (knowledge: VisitKnowledge, told: AlreadyTold) =>
  decideBy(knowledge, told, wishes([]));
const anna = visitor("familiar", { name: "Anna" });
const stranger = visitor("unknown");
const wanted = visitor("watchlist", { name: "Bo" });
const bo = { personId: "Bo", name: "Bo", category: "watchlist", isChild: false } as const;
const emil = visitor("unknown", {
  probably: { personId: "Emil", name: "Emil", category: "familiar", isChild: true },
});
/** Alerts that all made a sound. */
const toldOf = (...ranks: number[]): AlreadyTold => ({
  ranks,
  heard: ranks.slice(ranks.lastIndexOf(0) + 1),
  isOutdated: false,
});
const nothing = toldOf();

describe("who is told of a visit", () => {
  it.each([
    ["a stranger raises an alert", visit({ visitors: [stranger] }), true, "unknown-person"],
    ["a Familiar person raises none", visit({ visitors: [anna] }), false, "familiar"],
    [
      "a Familiar person who rings raises none",
      visit({ visitors: [anna], pressed: true }),
      false,
      "familiar",
    ],
    [
      "a stranger beside a Familiar person raises an alert",
      visit({ visitors: [anna, stranger] }),
      true,
      "unknown-person",
    ],
    [
      "somebody hidden raises none, and rings without one",
      visit({ sawHidden: true, pressed: true, sight: "waiting" }),
      false,
      "hidden",
    ],
    [
      "a stranger beside somebody hidden raises an alert",
      visit({ visitors: [stranger], sawHidden: true }),
      true,
      "unknown-person",
    ],
    ["Watchlist counts most", visit({ visitors: [stranger, wanted] }), true, "watchlist"],
    [
      "somebody who is probably on the watchlist counts as on it",
      visit({
        visitors: [visitor("unknown", { probably: bo })],
      }),
      true,
      "watchlist",
    ],
    ["a press without a face raises an alert", visit({ pressed: true }), true, "pressed-no-face"],
    ["movement without a face raises none", visit({}), false, "no-face"],
    [
      "past the deadline the alert goes out without recognition",
      visit({ sight: "waiting" }),
      true,
      "not-recognised-in-time",
    ],
    [
      "a recording that cannot be read fails open",
      visit({ sight: "unseen" }),
      true,
      "could-not-look",
    ],
    [
      "old news raises none, whoever it was",
      visit({ visitors: [wanted], late: true }),
      false,
      "late",
    ],
    ["a camera that is off raises none", visit({ cameraOff: true }), false, "camera-off"],
  ])("%s", (_, knowledge, notify, reason) => {
    expect(decide(knowledge, nothing)).toMatchObject({ notify, reason, silent: false });
  });

  describe("when a child is asked about who is probably Familiar", () => {
    const quietly = { ...toldOf(2), heard: [] };

    it("without a sound, and not at all beside somebody Familiar", () => {
      expect(decide(visit({ visitors: [emil] }), nothing)).toMatchObject({
        ...{ notify: true, silent: true, reason: "probably-child" },
      });
      expect(decide(visit({ visitors: [anna, emil] }), nothing)).toMatchObject({
        ...{ notify: false, reason: "child-with-familiar" },
      });
    });

    it("aloud when it rings, and when a stranger is with it or comes later", () => {
      const aloud = { notify: true, silent: false, reason: "unknown-person" };
      const rings = visit({ visitors: [emil], pressed: true });
      const together = visit({ visitors: [emil, stranger] });
      for (const told of [nothing, quietly]) {
        expect(decide(rings, told)).toMatchObject(aloud);
        expect(decide(together, told)).toMatchObject(aloud);
      }
    });

    it("in place of a message without a name, and corrected by who comes with it", () => {
      expect(decide(visit({ visitors: [emil] }), toldOf(1))).toMatchObject({
        ...{ notify: true, silent: true, reason: "probably-child" },
      });
      expect(decide(visit({ visitors: [anna, emil] }), quietly)).toMatchObject({
        ...{ notify: true, silent: true, reason: "corrects-earlier" },
      });
    });

    it("aloud where it is not Familiar, or no child", () => {
      for (const probably of [
        { personId: "Emil", name: "Emil", category: "unknown", isChild: true } as const,
        { personId: "Anna", name: "Anna", category: "familiar", isChild: false } as const,
      ])
        expect(
          decide(visit({ visitors: [visitor("unknown", { probably })] }), nothing),
        ).toMatchObject({ notify: true, silent: false, reason: "unknown-person" });
    });
  });

  it("tells of a visit once, whatever else its events show", () => {
    const told = toldOf(3);
    expect(decide(visit({ visitors: [stranger, stranger] }), told)).toMatchObject({
      notify: false,
      reason: "already-told",
    });
  });

  it("replaces an alert that went out without a face, silently", () => {
    const told = toldOf(1);
    expect(decide(visit({ visitors: [stranger] }), told)).toMatchObject({
      notify: true,
      silent: true,
    });
    const rang = toldOf(2);
    expect(decide(visit({ visitors: [stranger], pressed: true }), rang)).toMatchObject({
      notify: true,
      silent: true,
    });
  });

  it("is heard when the bell rings after a movement was told, once", () => {
    const rings = visit({ visitors: [stranger], pressed: true });
    expect(decide(rings, toldOf(3))).toMatchObject({
      notify: true,
      silent: false,
    });
    expect(decide(rings, toldOf(3, 4))).toMatchObject({
      reason: "already-told",
    });
  });

  it("is heard when a stranger comes after an alert that turned out to be Familiar", () => {
    const told = toldOf(1, 0);
    expect(decide(visit({ visitors: [anna, stranger] }), told)).toMatchObject({
      notify: true,
      silent: false,
    });
  });

  it("says so once, silently, when an alert that could not wait turns out to be Familiar", () => {
    const known = visit({ visitors: [anna] });
    expect(decide(known, toldOf(1))).toMatchObject({
      notify: true,
      silent: true,
      reason: "corrects-earlier",
    });
    expect(decide(known, toldOf(1, 0))).toMatchObject({ notify: false });
  });

  it.each([3, 4, 5])(
    "corrects what a still told by mistake (rank %i), and hears the next stranger",
    (rank) => {
      const known = visit({ visitors: [anna] });
      expect(decide(known, toldOf(rank))).toMatchObject({
        notify: true,
        silent: true,
        reason: "corrects-earlier",
      });
      expect(decide(visit({ visitors: [anna, stranger] }), toldOf(rank, 0))).toMatchObject({
        notify: true,
        silent: false,
      });
    },
  );

  it("replaces what a still told by what the recording shows, silently, and lets that stand", () => {
    const seen = visit({ visitors: [stranger] });
    const told = { ...toldOf(5), isOutdated: true };
    expect(decide(seen, told)).toMatchObject({
      notify: true,
      silent: true,
      reason: "saw-more",
      rank: 3,
    });
    expect(decide(visit({ visitors: [wanted] }), toldOf(5, 3))).toMatchObject({
      notify: true,
      silent: false,
      reason: "watchlist",
    });
  });

  it("is heard again when somebody on the watchlist joins a visit that was already told", () => {
    const told = toldOf(3);
    expect(decide(visit({ visitors: [stranger, wanted] }), told)).toMatchObject({
      notify: true,
      silent: false,
      reason: "watchlist",
    });
  });
});
