import { between, type Random, randomFrom } from "#e2e/storm/random.ts";
import { cameraRow, eventRow } from "./events.ts";
import { entryOfFace, faceMaker } from "./faces.ts";
import { idAt } from "./ids.ts";
import { type Cast, everybodyIn, makeCast, strangersUntil, type Visitor } from "./people.ts";
import type { Row } from "./rows.ts";
import { CAMERAS, haveSeen, makeVisits, type SeedEvent } from "./visits.ts";

/** How much a household has seen. */
export type Size = { readonly visits: number; readonly people: number; readonly faces: number };

/** What the rows follow from: the same gives the same rows. */
export type Origin = {
  readonly seed: number;
  /** The last visit ends before. */
  readonly until: Date;
  readonly size: Size;
  readonly householdId: string;
  /** Who has given the names. */
  readonly accountId: string;
  /** Key of the picture of the person of that number. */
  readonly pictureKey: (number: number) => string;
};

/** Rows by table, in an order in which they can be written. */
export type History = ReadonlyMap<string, readonly Row[]>;

type Told = Origin & { readonly cast: Cast; readonly fromMs: number; readonly random: Random };

/** Who was not seen for so long is trimmed and archived (UNREGISTERED_TRIM_DAYS). */
const LONG_UNSEEN_MS = 90 * 24 * 3_600_000;
/** Pairs of strangers of whom Kith asks whether they are one person. */
const PROPOSALS = 40;

/** All that the cameras of a household might have told until a moment, and whom Kith found in it. */
export function makeHistory(origin: Origin): History {
  const { seed, until, size } = origin;
  const random = randomFrom(seed);
  const visits = makeVisits(size.visits, until.getTime(), random);
  const fromMs = visits[0]?.[0]?.atMs ?? until.getTime();
  const cast = makeCast(size.people, fromMs, random);
  haveSeen(visits, size.faces, cast, random);
  const told = { ...origin, cast, fromMs, random };
  const seenUntil = 1 - LONG_UNSEEN_MS / (until.getTime() - fromMs);
  const longUnseen = new Set(strangersUntil(cast, Math.max(0, seenUntil)));
  const { cameras, cameraIds } = camerasOf(told);
  const seen = sightingsOf(told, visits, cameraIds, longUnseen);
  return new Map([
    ...cameras,
    ["people", peopleRows(told, longUnseen)],
    ["visits", seen.visits],
    ["events", seen.events],
    ["faces", seen.faces],
    ["identity_entries", [...seen.entries, ...namings(told)]],
    ["merge_proposals", proposalRows(told, seen.faces)],
  ]);
}

/** They belong to a Ring account that cannot be asked any more: no worker looks for it. */
function camerasOf({ householdId, fromMs, random }: Told) {
  const ringAccountId = idAt(fromMs, random);
  const cameraIds = CAMERAS.map(() => idAt(fromMs, random));
  const account = {
    id: ringAccountId,
    household_id: householdId,
    ring_account_id: `seed.account.${ringAccountId}`,
    state: "needs_relink",
  };
  const rows = cameraIds.map((id, index) => cameraRow(index, { id, householdId, ringAccountId }));
  const cameras: [string, Row[]][] = [
    ["ring_accounts", [account]],
    ["cameras", rows],
  ];
  return { cameras, cameraIds };
}

const peopleRows = ({ householdId, cast, fromMs, until }: Told, gone: ReadonlySet<Visitor>) =>
  everybodyIn(cast).map((visitor) => ({
    id: visitor.id,
    household_id: householdId,
    name: visitor.name,
    category: visitor.category,
    archived_at: gone.has(visitor) ? until.toISOString() : null,
    created_at: new Date(fromMs).toISOString(),
  }));

function sightingsOf(
  { householdId, cast, random, pictureKey }: Told,
  seenVisits: readonly SeedEvent[][],
  cameraIds: readonly string[],
  longUnseen: ReadonlySet<Visitor>,
) {
  const numbers = new Map(everybodyIn(cast).map((visitor, number) => [visitor, number]));
  const pictureOf = (visitor: Visitor) => pictureKey(numbers.get(visitor) ?? 0);
  const makeFace = faceMaker({ householdId, longUnseen, pictureOf, random });
  const rows = {
    visits: [] as Row[],
    events: [] as Row[],
    faces: [] as Row[],
    entries: [] as Row[],
  };
  for (const seen of seenVisits) {
    const [startMs, endMs] = [seen[0]?.atMs ?? 0, seen.at(-1)?.atMs ?? 0];
    const visitId = idAt(startMs, random);
    const started_at = new Date(startMs).toISOString();
    const ended_at = new Date(endMs).toISOString();
    rows.visits.push({ id: visitId, household_id: householdId, started_at, ended_at });
    for (const event of seen) {
      const ids = { id: idAt(event.atMs, random), householdId, visitId };
      rows.events.push(
        eventRow(event, { ...ids, cameraId: cameraIds[event.camera] ?? "" }, random),
      );
      for (const visitor of event.visitors) {
        const face = makeFace(visitor, ids.id, event.atMs);
        rows.faces.push(face);
        rows.entries.push(entryOfFace(face, random));
      }
    }
  }
  return rows;
}

/** What the household has said of those who have a name or a category. */
const namings = ({ householdId, accountId, cast, until, random }: Told): Row[] =>
  everybodyIn(cast).flatMap(({ id, name, category }) => {
    const said = [
      ...(name === null ? [] : [{ act: "name", detail: { personId: id, name, before: null } }]),
      ...(category === "unknown"
        ? []
        : [{ act: "categorise", detail: { personId: id, category } }]),
    ];
    return said.map((act) => ({
      id: idAt(until.getTime(), random),
      household_id: householdId,
      account_id: accountId,
      person_ids: [id],
      face_ids: [],
      ...act,
      at: until.toISOString(),
    }));
  });

/** Pairs of strangers who came one after the other, by their first faces. */
function proposalRows({ householdId, cast, until, random }: Told, faces: readonly Row[]): Row[] {
  const firstFace = new Map(faces.toReversed().map((face) => [face.person_id, face.id]));
  const latest = cast.strangers.slice(-2 * PROPOSALS).map(({ id }) => id);
  return latest.flatMap((one, index) => {
    const other = latest[index + 1];
    if (index % 2 === 1 || other === undefined) return [];
    const [person_id = one, other_person_id = other] = [one, other].sort();
    return {
      id: idAt(until.getTime(), random),
      household_id: householdId,
      person_id,
      other_person_id,
      face_id: firstFace.get(person_id),
      other_face_id: firstFace.get(other_person_id),
      similarity: between(random, 0.35, 0.6),
    };
  });
}
