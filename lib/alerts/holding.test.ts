import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FRONT, MONDAY, rule, visit, visitor, wishes } from "#lib/testing/sightings.ts";
import { type AlreadyTold, decide, type Wishes } from "./policy.ts";
import type { VisitKnowledge, Visitor } from "./sightings.ts";
import { type AlertRule, hows, type SnoozeTarget } from "./types.ts";

const nothing: AlreadyTold = { ranks: [], heard: [], isOutdated: false };
const anna = visitor("familiar", { name: "Anna" });
const stranger = visitor("unknown");
const bo = visitor("watchlist", { name: "Bo" });
const about = (who: Visitor) => ({ whom: { kind: "person", personId: who.personId } }) as const;
const aboutStrangers = { whom: { kind: "category", category: "unknown" } } as const;
const aboutWatchlist = { whom: { kind: "category", category: "watchlist" } } as const;
const aboutNobody = { whom: { kind: "nobody" } } as const;
const by = (...rules: AlertRule[]) => wishes(rules);
const told = (known: Partial<VisitKnowledge>, wanted: Wishes, before = nothing) =>
  decide(visit(known), before, wanted);

describe("a member's rules", () => {
  it.each([
    ["aloud", { notify: true, silent: false, reason: "rule-told" }],
    ["quietly", { notify: true, silent: true, reason: "rule-told" }],
    ["digest", { notify: false, reason: "rule-digest" }],
    ["never", { notify: false, reason: "rule-never" }],
  ] as const)("have somebody Familiar told %s", (how, decision) => {
    const mine = rule(how, about(anna));
    const because = { ruleId: mine.ruleId, because: { rule: mine } };
    expect(told({ visitors: [anna] }, by(mine))).toMatchObject({ ...decision, ...because });
  });

  it("keep what was seen as the reason where Kith would have told as well", () => {
    const quietly = rule("quietly", aboutStrangers);
    expect(told({ visitors: [stranger] }, by(quietly))).toMatchObject({
      ...{ notify: true, silent: true, reason: "unknown-person", because: { rule: quietly } },
    });
  });

  it("say which rule kept somebody back, also beside somebody Familiar", () => {
    const never = rule("never", aboutStrangers);
    expect(told({ visitors: [anna, stranger] }, by(never))).toMatchObject({
      ...{ notify: false, reason: "rule-never", ruleId: never.ruleId },
    });
  });

  it("keep back nobody but whom they are about", () => {
    const rules = by(rule("never", about(anna)), rule("never", { cameraIds: ["garden"] }));
    expect(told({ visitors: [anna, stranger] }, rules)).toMatchObject({
      ...{ notify: true, silent: false, reason: "unknown-person" },
    });
  });

  it("judge a visitor by each camera that showed them, and the loudest counts", () => {
    const everywhere = visitor("unknown", { cameraIds: ["garden", FRONT] });
    const garden = rule("never", { cameraIds: ["garden"] });
    expect(told({ visitors: [everywhere] }, by(garden)).notify).toBe(true);
    const onlyThere = visitor("unknown", { cameraIds: ["garden"] });
    expect(told({ visitors: [onlyThere], cameraId: FRONT }, by(garden)).notify).toBe(false);
  });

  it("take who is only probably somebody for both, and the louder counts", () => {
    const probably = { ...anna, name: "Anna", isChild: false };
    const maybeAnna = visitor("unknown", { personId: "row", probably });
    expect(told({ visitors: [maybeAnna] }, by(rule("never", about(anna)))).notify).toBe(true);
    const loudly = by(rule("aloud", about(anna)), rule("never", aboutStrangers));
    expect(told({ visitors: [maybeAnna] }, loudly).notify).toBe(true);
    const neither = by(rule("never", about(anna)), rule("never", aboutStrangers));
    expect(told({ visitors: [maybeAnna] }, neither).notify).toBe(false);
  });

  it("are about a child of the house who is asked about", () => {
    const probably = {
      personId: "emil",
      name: "Emil",
      category: "familiar",
      isChild: true,
    } as const;
    const emil = visitor("unknown", { personId: "row", probably });
    expect(told({ visitors: [emil] }, by(rule("aloud", aboutStrangers))).silent).toBe(true);
    const aboutEmil = { whom: { kind: "person", personId: "emil" } } as const;
    expect(told({ visitors: [emil] }, by(rule("never", aboutEmil))).notify).toBe(false);
    expect(told({ visitors: [emil] }, by(rule("aloud", aboutEmil))).silent).toBe(false);
  });

  it("can ask for movements without a face, and a ring is then heard all the same", () => {
    const wanted = by(rule("quietly", aboutNobody));
    const moved = told({}, wanted);
    expect(moved).toMatchObject({ notify: true, silent: true, reason: "rule-told" });
    const never = by(rule("never", aboutNobody));
    expect(told({ pressed: true }, never)).toMatchObject({ notify: false, reason: "rule-never" });
    expect(told({ visitors: [stranger] }, never).notify).toBe(true);
  });

  it("leave old news, cameras that are off and hidden people as they are", () => {
    const loud = by(rule("aloud"), rule("aloud", aboutNobody));
    expect(told({ visitors: [bo], late: true }, loud).reason).toBe("late");
    expect(told({ visitors: [bo], cameraOff: true }, loud).reason).toBe("camera-off");
    expect(told({ sawHidden: true }, loud).reason).toBe("hidden");
  });

  it("let somebody louder be heard in a visit that was told without a sound", () => {
    const quietly = by(rule("quietly", about(stranger)));
    const other = visitor("unknown", { personId: "another" });
    const before = { ranks: [3], heard: [], isOutdated: false };
    expect(told({ visitors: [stranger] }, quietly, before).reason).toBe("already-told");
    expect(told({ visitors: [stranger, other] }, quietly, before)).toMatchObject({
      ...{ notify: true, silent: false, reason: "unknown-person" },
    });
  });

  it("tell of somebody Familiar once, and a stranger who follows is heard", () => {
    const aloud = by(rule("aloud", about(anna)));
    const before = { ranks: [2], heard: [], isOutdated: false };
    expect(told({ visitors: [anna] }, aloud, before).reason).toBe("already-told");
    expect(told({ visitors: [anna, stranger] }, aloud, before)).toMatchObject({
      ...{ notify: true, silent: false, reason: "unknown-person" },
    });
  });

  it("correct an alert that could not wait for somebody of whom they want no word", () => {
    const never = by(rule("never", aboutStrangers));
    const before = { ranks: [1], heard: [1], isOutdated: true };
    expect(told({ visitors: [stranger] }, never, before)).toMatchObject({
      ...{ notify: true, silent: true, reason: "corrects-earlier", rank: 0 },
    });
  });
});

describe("the deadline of recognition", () => {
  const unseen = ["waiting", "unseen"] as const;

  it.each(unseen)("fails open under rules that want only some people kept back (%s)", (sight) => {
    const rules = by(
      rule("never", aboutStrangers),
      rule("never", about(anna)),
      rule("digest", aboutNobody),
    );
    expect(told({ sight }, rules)).toMatchObject({ notify: true, silent: false });
  });

  it.each(unseen)("keeps back only what would be kept back whoever it was (%s)", (sight) => {
    expect(told({ sight }, by(rule("never")))).toMatchObject({
      ...{ notify: false, reason: "rule-never" },
    });
    const butAnna = by(rule("never"), rule("quietly", about(anna)));
    expect(told({ sight }, butAnna)).toMatchObject({ notify: true, silent: true });
  });

  const someRule = fc
    .record({
      how: fc.constantFrom(...hows),
      whom: fc.constantFrom(
        ...[anna, stranger, bo].map((who) => about(who).whom),
        ...[aboutStrangers, aboutWatchlist, aboutNobody].map(({ whom }) => whom),
        { kind: "category", category: "familiar" } as const,
        { kind: "anybody" } as const,
      ),
      cameraIds: fc.constantFrom<string[]>([], [FRONT], ["garden"]),
      hours: fc.constantFrom(null, { from: 0, until: 720 }, { from: 720, until: 60 }),
    })
    .map(({ how, ...more }) => rule(how, more));
  const heardness = ({ notify, silent }: { notify: boolean; silent: boolean }) =>
    notify ? (silent ? 1 : 2) : 0;

  it("is never less loud than what recognition could have shown, whatever the rules", () => {
    fc.assert(
      fc.property(
        fc.array(someRule, { maxLength: 8 }),
        fc.constantFrom(...unseen),
        fc.constantFrom(anna, stranger, bo),
        fc.boolean(),
        (rules, sight, who, pressed) => {
          const open = told({ sight, pressed }, by(...rules));
          const shown = told({ visitors: [who], pressed }, by(...rules));
          expect(heardness(open)).toBeGreaterThanOrEqual(heardness(shown));
        },
      ),
    );
  });
});

describe("a cooldown", () => {
  const mine = rule("aloud", { ...aboutStrangers, cooldownMinutes: 30 });
  const minutesAgo = (minutes: number) => new Date(MONDAY.getTime() - minutes * 60_000);
  const minutesAfter = (minutes: number, own = mine) =>
    wishes([own], { alerts: [{ ruleId: own.ruleId, at: minutesAgo(minutes) }] });

  it.each([
    [29, false],
    [30, true],
    [-29, false],
  ])("lasts its minutes (%i after the last alert)", (minutes, notify) => {
    const reason = notify ? "unknown-person" : "cooldown";
    expect(told({ visitors: [stranger] }, minutesAfter(minutes))).toMatchObject({ notify, reason });
  });

  it("is the rule's own, and holds back nothing of a visit that was told", () => {
    const other = wishes([mine], { alerts: [{ ruleId: "another", at: minutesAgo(1) }] });
    expect(told({ visitors: [stranger] }, other).notify).toBe(true);
    const before = { ranks: [1], heard: [1], isOutdated: false };
    expect(told({ visitors: [stranger] }, minutesAfter(1), before).notify).toBe(true);
  });

  it("of a rule about anybody never holds back the Watchlist", () => {
    const anybody = rule("aloud", { cooldownMinutes: 30 });
    expect(told({ visitors: [stranger] }, minutesAfter(1, anybody)).notify).toBe(false);
    expect(told({ visitors: [bo] }, minutesAfter(1, anybody)).notify).toBe(true);
    const watchlist = rule("aloud", { ...aboutWatchlist, cooldownMinutes: 30 });
    expect(told({ visitors: [bo] }, minutesAfter(1, watchlist)).reason).toBe("cooldown");
  });
});

describe("a snooze", () => {
  const until = new Date(MONDAY.getTime() + 1000);
  const snoozed = (target: SnoozeTarget, end = until) =>
    wishes([], { snoozes: [{ target, until: end }] });

  it.each([
    ["of all", { all: true }, stranger, false],
    ["of the camera", { cameraId: FRONT }, stranger, false],
    ["of another camera", { cameraId: "garden" }, stranger, true],
    ["of the person", { personId: stranger.personId }, stranger, false],
    ["of another person", { personId: anna.personId }, stranger, true],
    ["of all lets through the Watchlist", { all: true }, bo, true],
    ["of the camera lets through the Watchlist", { cameraId: FRONT }, bo, true],
    ["of that very person on the Watchlist", { personId: bo.personId }, bo, false],
  ] satisfies [string, SnoozeTarget, Visitor, boolean][])("%s", (_, target, who, notify) => {
    const decision = told({ visitors: [who] }, snoozed(target));
    expect(decision.notify).toBe(notify);
    if (!notify)
      expect(decision).toMatchObject({
        ...{ reason: "snoozed", because: { snooze: { target, until: until.toISOString() } } },
      });
  });

  it("ends at its time, and leaves the others of a visit", () => {
    expect(told({ visitors: [stranger] }, snoozed({ all: true }, MONDAY)).notify).toBe(true);
    const one = snoozed({ personId: stranger.personId });
    const other = visitor("unknown", { personId: "another" });
    expect(told({ visitors: [stranger, other] }, one).notify).toBe(true);
  });

  it("holds for what could not be looked at", () => {
    expect(told({ sight: "waiting" }, snoozed({ all: true })).reason).toBe("snoozed");
  });
});

describe("quiet hours", () => {
  const plan = { rules: [], quietHours: { from: 0, until: 1439 }, digestAt: 0 };
  const quiet = wishes([], { plan });

  it("take the sound from all but the Watchlist", () => {
    expect(told({ visitors: [stranger] }, quiet)).toMatchObject({
      ...{ notify: true, silent: true, reason: "quiet-hours" },
      because: { quietHours: plan.quietHours },
    });
    expect(told({ visitors: [stranger, bo] }, quiet)).toMatchObject({
      ...{ notify: true, silent: false, reason: "watchlist" },
    });
    expect(told({ sight: "waiting" }, quiet)).toMatchObject({ notify: true, silent: true });
  });

  it("are those of the household's zone", () => {
    const evening = { ...plan, quietHours: { from: 19 * 60, until: 20 * 60 } };
    const inKathmandu = wishes([], { plan: evening, timeZone: "Asia/Kathmandu" });
    expect(told({ visitors: [stranger] }, inKathmandu).silent).toBe(true);
    expect(told({ visitors: [stranger] }, wishes([], { plan: evening })).silent).toBe(false);
  });
});
