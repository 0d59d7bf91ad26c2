import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { personCategories } from "#lib/identity/category.ts";
import { db } from "#lib/infra/db.ts";
import { forgetPerson, mergePeople } from "#lib/people/commands.ts";
import { dismissFaces } from "#lib/people/faces/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { findVisits } from "../finding/queries.ts";
import { eventOutcomes, type VisitSummary } from "../types.ts";
import { partsOf } from "./address.ts";
import { placeOf } from "./place.ts";
import { daysWithVisits, filterNames, listMarks, listVisits, partsToLift } from "./queries.ts";
import type { TimelineFilter } from "./types.ts";

withTestDatabase();

const START = Date.UTC(2026, 10, 20);
const MINUTE_MS = 60_000;
const at = (minutes: number) => new Date(START + minutes * MINUTE_MS);
const idsOf = (visits: readonly VisitSummary[]) => visits.map(({ visitId }) => visitId);

/** The ids of all that pages of this size show, one after the other. */
async function paged(owner: Actor, filter: TimelineFilter, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let before: string | undefined; ; ) {
    const page = await listVisits(owner, { before, limit }, filter);
    ids.push(...idsOf(page));
    const last = page.at(-1);
    if (!last || page.length < limit) return ids;
    before = placeOf(last);
  }
}

const seen = async (owner: Actor, filter: TimelineFilter) =>
  idsOf(await listVisits(owner, { limit: 100 }, filter));

describe("a page of the timeline", () => {
  it("begins after the one before, also among visits that began at the same time", async () => {
    const owner = await buildOwner();
    const door = await buildCamera(owner);
    const gate = await buildCamera(owner, { name: "Gate" });
    for (const minute of [0, 5, 9]) {
      for (const camera of [door, gate]) {
        await buildEvent(camera, { occurredAt: at(minute) });
        await buildEvent(camera, { occurredAt: at(minute), kind: "button_press" });
      }
    }
    const all = await listVisits(owner, { limit: 100 });
    expect(all).toHaveLength(12);
    expect(all.map(placeOf)).toEqual(all.map(placeOf).toSorted().toReversed());
    const atGate = all.filter(({ events }) => events[0]?.cameraName === "Gate");
    for (const limit of [1, 2, 3, 5]) {
      expect(await paged(owner, {}, limit)).toEqual(idsOf(all));
      expect(await paged(owner, { camera: gate.id }, limit)).toEqual(idsOf(atGate));
    }
  });

  it("shows nothing twice and leaves nothing out when visits come in between", async () => {
    const owner = await buildOwner();
    const camera = await buildCamera(owner);
    for (const minute of [0, 10, 20, 30]) await buildEvent(camera, { occurredAt: at(minute) });
    const all = idsOf(await listVisits(owner, { limit: 100 }));
    const first = await listVisits(owner, { limit: 2 });
    const downTo = first.map(placeOf).at(-1);
    const latest = await buildEvent(camera, { occurredAt: at(40) });
    const late = await buildEvent(camera, { occurredAt: at(25) });
    const rest = await listVisits(owner, { limit: 2, before: downTo });
    expect([...idsOf(first), ...idsOf(rest)]).toEqual(all);
    const again = await listVisits(owner, { limit: 100, downTo });
    const [newest, older] = all;
    expect(idsOf(again)).toEqual([latest.visitId, newest, late.visitId, older]);
    for (const filter of [{}, { camera: camera.id }])
      expect(await listVisits(owner, { limit: 100, downTo }, filter)).toEqual(again);
  });

  it("begins at the end of a day on the member's calendar", async () => {
    const owner = await buildOwner({ timeZone: "America/St_Johns" });
    const camera = await buildCamera(owner);
    // Midnight is at half past three.
    const before = await buildEvent(camera, { occurredAt: at(209) });
    const after = await buildEvent(camera, { occurredAt: at(211) });
    const ofDay = async (day: string) => idsOf(await listVisits(owner, { limit: 9, day }));
    expect(await ofDay("2026-11-19")).toEqual([before.visitId]);
    expect(await ofDay("2026-11-20")).toEqual([after.visitId, before.visitId]);
    expect(await daysWithVisits(owner, "2026-11")).toEqual(["2026-11-19", "2026-11-20"]);
    expect(await daysWithVisits(owner, "2026-10")).toEqual([]);
    expect(await listMarks(owner, "2026-11-19")).toMatchObject([{ visitId: before.visitId }]);
    expect(await listMarks(owner, "2026-11-20")).toMatchObject([{ visitId: after.visitId }]);
  });

  it("of a day holds a visit that began before midnight, whoever was seen and told of it later", async () => {
    const owner = await buildOwner();
    const [door, gate] = [await buildCamera(owner), await buildCamera(owner, { name: "Gate" })];
    const DAY_MINUTES = 24 * 60;
    await buildEvent(door, { occurredAt: at(9) });
    const { visitId } = await buildEvent(door, { occurredAt: at(DAY_MINUTES - 0.5) });
    const later = await buildEvent(gate, { occurredAt: at(DAY_MINUTES + 0.5), visitId });
    const anna = await buildFace(later, { name: "Anna" });
    const next = await buildEvent(gate, { occurredAt: at(DAY_MINUTES + 9) });
    await buildFace(next, { id: anna.personId });
    for (const trait of [{ cameraIds: [gate.id] }, { personIds: [anna.personId] }]) {
      for (const common of [0, 2000]) {
        const ofDay = (day: string) =>
          findVisits(owner, { limit: 9, day }, { traits: [trait], hours: null }, common);
        expect(await ofDay("2026-11-20")).toEqual([visitId]);
        expect(await ofDay("2026-11-21")).toEqual([next.visitId, visitId]);
      }
    }
  });

  it("tells how long a visit was from when its last event ended", async () => {
    const owner = await buildOwner();
    const event = await buildEvent(await buildCamera(owner), { occurredAt: at(0) });
    await db().event.update({ where: { id: event.id }, data: { endedAt: at(3) } });
    expect(await listVisits(owner, { limit: 1 })).toMatchObject([
      { startedAt: at(0).toISOString(), endedAt: at(3).toISOString() },
    ]);
  });

  it("counts the visits of who has no name, and only theirs", async () => {
    const owner = await buildOwner();
    const camera = await buildCamera(owner);
    const stranger = await buildFace(await buildEvent(camera, { occurredAt: at(0) }));
    const event = await buildEvent(camera, { occurredAt: at(9) });
    await buildFace(event, { id: stranger.personId });
    await buildFace(event, { name: "Anna" });
    const [visit] = await listVisits(owner, { limit: 1 });
    const people = visit?.events.flatMap(({ faces }) => faces.map(({ person }) => person)) ?? [];
    expect(new Map(people.map(({ name, visitCount }) => [name, visitCount]))).toEqual(
      new Map([
        [null, 2],
        ["Anna", 1],
      ]),
    );
  });
});

describe("a filter by person", () => {
  it("finds who was merged under either name, and nobody who is to be forgotten", async () => {
    const owner = await buildOwner();
    const camera = await buildCamera(owner);
    const anna = await buildFace(await buildEvent(camera, { occurredAt: at(0) }), { name: "Anna" });
    const other = await buildFace(await buildEvent(camera, { occurredAt: at(9) }));
    expect(await seen(owner, { person: other.personId })).toHaveLength(1);
    await mergePeople(owner, anna.personId, other.personId);
    expect(await seen(owner, { person: other.personId })).toHaveLength(2);
    expect(await seen(owner, { person: anna.personId })).toHaveLength(2);
    expect(await filterNames(owner, { person: other.personId })).toMatchObject({ person: "Anna" });
    await dismissFaces(owner, [other.id]);
    expect(await seen(owner, { person: anna.personId })).toHaveLength(1);
    await forgetPerson(owner, anna.personId, false, new Date());
    expect(await seen(owner, { person: anna.personId })).toEqual([]);
    expect(await seen(owner, { q: "anna" })).toEqual([]);
  });
});

/** A whole number from 0 up to but without `below`, the same ones in every run. */
function dice(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 16807) % 2147483647;
    return Math.floor((state / 2147483647) * below);
  };
}

const NAMES = ["Anna", "José", "Bo", "Anna Maria", "Emil"];
const CAMERAS = ["Front door", "Side gate", "Garden"];
const REASONS = ["too-dark", "too-small", "nobody"];

/** 150 visits of 60 people at three cameras, in hours of all kinds. */
async function busyHousehold(seed: number) {
  const owner = await buildOwner({ timeZone: "Europe/Berlin" });
  const { householdId } = owner;
  const draw = dice(seed);
  const cameras: { id: string }[] = [];
  for (const name of CAMERAS) cameras.push(await buildCamera(owner, { name }));
  const people = Array.from({ length: 60 }, (_, index) => ({
    id: randomUUID(),
    householdId,
    name: NAMES[index] ?? null,
    category: personCategories[index < 5 ? 0 : index < 7 ? 1 : 2],
  }));
  await db().person.createMany({ data: people });
  const visits = Array.from({ length: 150 }, (_, index) => {
    const startedAt = at(index * 47 + draw(20));
    return { id: randomUUID(), householdId, startedAt, endedAt: startedAt };
  });
  await db().visit.createMany({ data: visits });
  const events = visits.flatMap(({ id: visitId, startedAt }) =>
    Array.from({ length: 1 + draw(3) }, (_, index) => {
      const occurredAt = new Date(startedAt.getTime() + index * 20_000);
      const outcome = eventOutcomes[draw(10)] ?? "recognised";
      const outcomeReason = outcome === "no_face" ? (REASONS[draw(4)] ?? null) : null;
      const cameraId = cameras[Math.max(0, draw(6) - 3)]?.id ?? "";
      return {
        ...{ id: randomUUID(), householdId, visitId, cameraId, kind: "motion" as const },
        ...{ occurredAt, receivedAt: occurredAt, outcome, outcomeReason },
      };
    }),
  );
  await db().event.createMany({ data: events });
  const faces = events.flatMap(({ id: eventId, occurredAt, outcome }) =>
    outcome !== "recognised"
      ? []
      : Array.from({ length: draw(4) }, () => ({
          ...{
            householdId,
            eventId,
            personId: people[Math.floor((draw(60) * draw(60)) / 60)]?.id ?? "",
            seenAt: occurredAt,
          },
          ...{ match: "unknown" as const, atMs: 0, box: {}, track: [], quality: 0.5 },
          ...{ heightPx: 90, angle: "front" as const, detectionScore: 0.9, isFace: draw(9) > 0 },
        })),
  );
  await db().face.createMany({ data: faces });
  return { owner, people, cameras };
}

const berlinHour = (at: string) => (new Date(at).getUTCHours() + 1) % 24;

const berlinDay = (at: string) =>
  new Date(Date.parse(at) + 60 * MINUTE_MS).toISOString().slice(0, 10);

describe("filters", () => {
  let busy: Awaited<ReturnType<typeof busyHousehold>>;
  let all: VisitSummary[];
  beforeAll(async () => {
    busy = await busyHousehold(7);
    all = await listVisits(busy.owner, { limit: 1000 });
    expect(all).toHaveLength(150);
  });
  const facesOf = ({ events }: VisitSummary) => events.flatMap(({ faces }) => faces);
  const says = (word: string) => (visit: VisitSummary) =>
    facesOf(visit).some(({ person }) => (person.name ?? "").split(" ").includes(word));
  const reason = (slug: string) => (visit: VisitSummary) =>
    visit.events.some(({ outcomeReason }) => outcomeReason === slug);
  const atCamera = (name: string) => (visit: VisitSummary) =>
    visit.events.some(({ cameraName }) => cameraName === name);
  const ofCategory = (category: string) => (visit: VisitSummary) =>
    facesOf(visit).some(({ person }) => person.category === category);

  it.each<[string, () => TimelineFilter, ((visit: VisitSummary) => boolean)[]]>([
    [
      "a person",
      () => ({ person: busy.people[0]?.id }),
      [(visit) => facesOf(visit).some(({ person }) => person.name === "Anna")],
    ],
    ["Familiar", () => ({ category: "familiar" }), [ofCategory("familiar")]],
    ["Watchlist", () => ({ category: "watchlist" }), [ofCategory("watchlist")]],
    ["many strangers", () => ({ category: "unknown" }), [ofCategory("unknown")]],
    ["a camera", () => ({ camera: busy.cameras[2]?.id }), [atCamera("Garden")]],
    [
      "an outcome",
      () => ({ outcome: "no_recording" }),
      [({ events }) => events.some(({ outcome }) => outcome === "no_recording")],
    ],
    [
      "hours",
      () => ({ from: 7, until: 10 }),
      [({ startedAt }) => berlinHour(startedAt) >= 7 && berlinHour(startedAt) < 10],
    ],
    [
      "hours over midnight",
      () => ({ from: 22, until: 6 }),
      [({ startedAt }) => berlinHour(startedAt) >= 22 || berlinHour(startedAt) < 6],
    ],
    ["a name", () => ({ q: "jose" }), [says("José")]],
    ["part of a name", () => ({ q: "MARIA" }), [says("Maria")]],
    ["a name and a camera", () => ({ q: "anna front" }), [says("Anna"), atCamera("Front door")]],
    ["a category's name", () => ({ q: "watch" }), [ofCategory("watchlist")]],
    ["why there is no face", () => ({ q: "dark" }), [reason("too-dark")]],
    [
      "a camera and a category",
      () => ({ camera: busy.cameras[1]?.id, category: "familiar" }),
      [atCamera("Side gate"), ofCategory("familiar")],
    ],
    [
      "strangers at night at a camera",
      () => ({ camera: busy.cameras[0]?.id, category: "unknown", from: 22, until: 6 }),
      [
        atCamera("Front door"),
        ofCategory("unknown"),
        ({ startedAt }) => berlinHour(startedAt) >= 22 || berlinHour(startedAt) < 6,
      ],
    ],
    ["two people", () => ({ person: busy.people[1]?.id, q: "anna" }), [says("José"), says("Anna")]],
    ["a name that nobody has", () => ({ q: "zoe" }), [() => false]],
  ])("by %s show what they should, page by page", async (_, filter, conditions) => {
    const expected = all.filter((visit) => conditions.every((holds) => holds(visit)));
    expect(await seen(busy.owner, filter())).toEqual(idsOf(expected).slice(0, 100));
    for (const limit of [4, 7])
      expect(await paged(busy.owner, filter(), limit)).toEqual(idsOf(expected));
    // What is expected is neither nothing nor everything, or the filter would go unproven.
    if (filter().q !== "zoe") expect(expected.length % all.length).toBeGreaterThan(0);
  });

  it("find words of an outcome in the member's own language", async () => {
    const german = { ...busy.owner, locale: "de" as const };
    expect(await seen(german, { q: "dunkel" })).toEqual(await seen(busy.owner, { q: "dark" }));
    expect(await seen(german, { q: "dark" })).toEqual([]);
    expect(await seen(german, { q: "vertraut" })).toEqual(
      await seen(busy.owner, { category: "familiar" }),
    );
  });

  it("show nothing of another household, and nothing of ours to it", async () => {
    const other = await buildOwner();
    const face = await buildFace(await buildEvent(await buildCamera(other, { name: "Attic" })), {
      name: "Zed",
    });
    const person = busy.people[0]?.id ?? "";
    const camera = busy.cameras[0]?.id ?? "";
    for (const filter of [{ person }, { camera }, { q: "anna" }, { q: "front" }])
      expect(await seen(other, filter)).toEqual([]);
    expect(await seen(other, {})).toHaveLength(1);
    expect(await seen(busy.owner, { person: face.personId })).toEqual([]);
    expect(await seen(busy.owner, { q: "zed" })).toEqual([]);
    expect(await filterNames(other, { person, camera })).toEqual({ person: null, camera: null });
    expect(await daysWithVisits(other, "2026-11")).not.toContain("2026-11-21");
    expect(await listMarks(other, "2026-11-21")).toEqual([]);
  });

  it("hold for the picture of a day as for its list", async () => {
    const day = "2026-11-22";
    for (const filter of [
      { camera: busy.cameras[1]?.id },
      { category: "familiar" as const },
      { q: "anna front" },
      { from: 7, until: 19 },
      { person: busy.people[0]?.id, camera: busy.cameras[0]?.id },
      { q: "zoe" },
    ]) {
      const expected = (await listVisits(busy.owner, { day, limit: 100 }, filter)).filter(
        ({ startedAt }) => berlinDay(startedAt) === day,
      );
      const marks = await listMarks(busy.owner, day, filter);
      expect(marks.map(({ visitId }) => visitId)).toEqual(idsOf(expected).toReversed());
    }
    expect((await listMarks(busy.owner, day)).length).toBeGreaterThan(20);
  });

  it("that show nothing say which of them to lift", async () => {
    const camera = busy.cameras[0]?.id;
    expect(await partsToLift(busy.owner, { camera, q: "zoe" })).toEqual(["q"]);
    expect(await partsToLift(busy.owner, { category: "familiar", day: "2020-01-01" })).toEqual([
      "day",
    ]);
    const asked = { camera, q: "zoe zed", day: "2020-01-01" };
    expect(partsOf(asked)).toHaveLength(3);
    expect(await partsToLift(busy.owner, asked)).toEqual([]);
  });
});

it("the marks of a day say who came, and where, though two cameras have one name", async () => {
  const owner = await buildOwner();
  const door = await buildCamera(owner);
  const event = await buildEvent(door, { occurredAt: at(5) });
  const anna = await buildFace(event, { name: "Anna", category: "familiar" });
  await buildFace(event, { id: anna.personId });
  await buildFace(event);
  const { visitId } = event;
  const gate = await buildCamera(owner, { name: "Gate" });
  await buildEvent(gate, { occurredAt: at(4), visitId });
  const otherDoor = await buildCamera(owner);
  const empty = await buildEvent(otherDoor, { occurredAt: at(90) });
  const shown = ({ id: cameraId, name }: { id: string; name: string }) => ({ cameraId, name });
  expect(await listMarks(owner, "2026-11-20")).toEqual([
    {
      ...{ visitId, startedAt: at(5).toISOString(), names: ["Anna"] },
      ...{ cameras: [door, gate].map(shown), categories: ["familiar", "unknown"] },
    },
    {
      ...{ visitId: empty.visitId, startedAt: at(90).toISOString(), names: [] },
      ...{ cameras: [shown(otherDoor)], categories: [] },
    },
  ]);
});
