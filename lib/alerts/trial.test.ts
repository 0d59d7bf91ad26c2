import { expect, it } from "vitest";
import { FRONT, MONDAY, rule, visit, visitor } from "#lib/testing/sightings.ts";
import { DEFAULT_PLAN } from "./default-plan.ts";
import type { VisitKnowledge } from "./sightings.ts";
import { type PastVisit, tryPlan } from "./trial.ts";
import type { AlertRule } from "./types.ts";

const stranger = visitor("unknown");
const bo = visitor("watchlist", { name: "Bo" });
const MINUTE_MS = 60_000;

/** One visit a minute. */
const past = (...known: (Partial<VisitKnowledge> & { hadToGoOut?: boolean })[]): PastVisit[] =>
  known.map(({ hadToGoOut = false, ...knowledge }, index) => ({
    ...{ visitId: `visit ${index}`, eventId: `event ${index}`, cameraName: "Front door" },
    hadToGoOut,
    knowledge: visit({ at: new Date(MONDAY.getTime() + index * MINUTE_MS), ...knowledge }),
  }));
const trial = (visits: PastVisit[], ...rules: AlertRule[]) =>
  tryPlan(visits, { present: DEFAULT_PLAN, next: { ...DEFAULT_PLAN, rules } }, "UTC");

it("counts what would have been told, and whom of the Watchlist it would have missed", () => {
  const visits = past({ visitors: [stranger] }, { visitors: [bo] }, {}, { visitors: [stranger] });
  expect(trial(visits, rule("never", { cameraIds: [FRONT] }))).toMatchObject({
    ...{ visits: 4, changed: 3, missedWatchlist: 1 },
    before: { aloud: 3, quietly: 0, digest: 0, never: 1 },
    after: { aloud: 0, never: 4 },
    changes: [
      { visitId: "visit 1", names: ["Bo"], isWatched: true, before: "aloud", after: "never" },
      { visitId: "visit 3", names: [], strangers: 1 },
      { visitId: "visit 0" },
    ],
  });
});

it("changes nothing where no rule says anything else", () => {
  const visits = past({ visitors: [stranger] }, { visitors: [bo] }, { pressed: true });
  expect(trial(visits, rule("aloud"))).toMatchObject({ changed: 0, missedWatchlist: 0 });
});

it("lets a cooldown hold as it would have held", () => {
  const visits = past(...Array.from({ length: 7 }, () => ({ visitors: [stranger] })));
  expect(trial(visits, rule("aloud", { cooldownMinutes: 3 })).after).toMatchObject({
    ...{ aloud: 3, never: 4 },
  });
});

it("counts what went out because recognition took too long", () => {
  const anna = visitor("familiar", { name: "Anna" });
  const visits = past({ visitors: [anna], hadToGoOut: true }, { visitors: [anna] });
  expect(trial(visits).before).toMatchObject({ aloud: 1, never: 1 });
  expect(trial(visits, rule("never")).after).toMatchObject({ aloud: 0, never: 2 });
});

it("tries thousands of visits, and lists the newest hundred that change", () => {
  const visits = past(...Array.from({ length: 3000 }, () => ({ visitors: [stranger] })));
  const { changed, changes } = trial(visits, rule("quietly"));
  expect(changed).toBe(3000);
  expect(changes).toHaveLength(100);
  expect(changes[0]?.visitId).toBe("visit 2999");
});
