import { describe, expect, it } from "vitest";
import { recordAnalysis, recordClip, replaceClip } from "#lib/clips/commands.ts";
import { keysInUse } from "#lib/clips/queries.ts";
import { recordStill } from "#lib/clips/stills/commands.ts";
import { endEvent } from "#lib/events/commands.ts";
import { getEvent } from "#lib/events/detail/queries.ts";
import { fuse } from "#lib/faces/identification/fusion.ts";
import type { SeenFace } from "#lib/faces/seen-face.ts";
import { normalise } from "#lib/faces/similarity.ts";
import type { UnitBox } from "#lib/faces/types.ts";
import { db } from "#lib/infra/db.ts";
import { renamePerson, undoAct } from "#lib/people/commands.ts";
import { answerSuggestion } from "#lib/people/faces/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildOwner } from "#lib/testing/factories.ts";
import { createFaceIndex } from "#worker/gallery/face-index.ts";

withTestDatabase();

const EMBEDDERS = [
  { embedder: "first", version: "1", weight: 0.75 },
  { embedder: "second", version: "1", weight: 0.25 },
];

const ANNA = [1, 0, 0, 0];
const BERT = [0, 1, 0, 0];
/** From the side. */
const ANNA_TURNED = [0.75, 0.66, 0, 0];
/** Like Anna enough to ask, not to name. */
const NEARLY_ANNA = [0.4, 0, 0.9165, 0];
/** Not even that. */
const HARDLY_ANNA = [0.2, 0, 0.9798, 0];
const MEDIA = {
  ...{ durationMs: 20_000, codec: "h264", width: 960, height: 540 },
  ...{ frameRate: 15, hasAudio: true },
};
const box = (x: number) => ({ x, y: 0.3, width: 0.1, height: 0.2 }) as UnitBox;

/** Somebody with that face, seen at a moment at a place. */
function face(key: string, looks: readonly number[], atMs = 2000, x = 0.1): SeenFace {
  const vector = normalise(looks);
  return {
    ...{ cropKey: `${key}-crop.jpg`, alignedKey: `${key}-aligned.png` },
    ...{ atMs, box: box(x), track: [{ atMs, box: box(x) }] },
    ...{
      quality: 0.8,
      heightPx: 90,
      angle: "front",
      yaw: 0,
      lighting: "day",
      liveness: null,
      score: 0.9,
    },
    embeddings: EMBEDDERS.map((embedder) => ({ ...embedder, vector })),
    isDisputed: false,
    fused: fuse(EMBEDDERS.map(({ weight }) => ({ vector, weight }))),
  };
}

async function home() {
  const owner = await buildOwner();
  const camera = await buildCamera(owner);
  const { identify } = createFaceIndex();
  let minutes = 0;
  const happen = async () => {
    minutes += 5;
    const event = await buildEvent(camera, { occurredAt: new Date(Date.now() - minutes * 60_000) });
    const storageKey = `${event.id}/clip.mp4`;
    const clip = {
      ...{ storageKey, bytes: 9, durationMs: 6000, isPartial: true },
      startedAt: event.occurredAt,
    };
    await recordClip(event.id, clip, new Date(), new Date());
    return {
      id: event.id,
      still: (offsetMs: number, ...faces: SeenFace[]) =>
        recordStill(event.id, { offsetMs, readyAt: new Date(), faces }, identify),
      look: (faces: SeenFace[], key = storageKey) =>
        recordAnalysis(
          event.id,
          { storageKey: key, media: MEDIA, faces, noFaceReason: faces.length ? null : "nobody" },
          identify,
          () => new Date(),
        ),
      again: async () => {
        const key = `${event.id}/clip-again.mp4`;
        const whole = { ...clip, storageKey: key, isPartial: false, durationMs: null };
        await replaceClip(event.id, whole, new Date());
        return key;
      },
      faces: () =>
        db().face.findMany({
          where: { eventId: event.id },
          include: { person: true },
          orderBy: { id: "asc" },
        }),
      outcome: async () =>
        (await db().event.findUniqueOrThrow({ where: { id: event.id } })).outcome,
    };
  };
  const people = () => db().person.count({ where: { householdId: owner.householdId } });
  const discarded = async () => {
    const jobs = await db().$queryRaw<{ payload: { householdId: string; keys: string[] } }[]>`
      select payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'delete-objects' order by j.id`;
    const keys = jobs
      .filter(({ payload }) => payload.householdId === owner.householdId)
      .flatMap(({ payload }) => payload.keys);
    const used = await keysInUse(owner.householdId, keys);
    return keys.filter((key) => !used.has(key));
  };
  return { owner, happen, people, discarded };
}

it("a face from several sides is one person's, and is written once, however often it is looked at", async () => {
  const { owner, happen, people, discarded } = await home();
  const event = await happen();
  const turned = [face("left", ANNA_TURNED, 3000), face("right", HARDLY_ANNA, 4000)];
  const track = [2000, 3000, 4000].map((atMs) => ({ atMs, box: box(0.1) }));
  await event.look([{ ...face("front", ANNA), track, turned }]);
  const [front, ...others] = await event.faces();
  expect(others.map(({ cropKey }) => cropKey)).toEqual(["left-crop.jpg", "right-crop.jpg"]);
  expect(new Set([front, ...others].map((each) => each?.personId)).size).toBe(1);
  await renamePerson(owner, front?.personId ?? "", "Anna");

  // From the side alone she is known by now.
  const later = await happen();
  await later.look([face("c1", [0.45, 0.893, 0, 0])]);
  expect(await later.faces()).toMatchObject([{ match: "named", personId: front?.personId }]);

  const whole = await event.again();
  const more = [face("left2", ANNA_TURNED, 3000), face("right2", HARDLY_ANNA, 4000)];
  await event.look([{ ...face("front2", ANNA), track, turned: more }], whole);
  const again = await event.faces();
  expect(again.map(({ personId }) => personId)).toEqual(Array(3).fill(front?.personId));
  expect(await people()).toBe(1);
  expect((await discarded()).filter((key) => !key.endsWith(".mp4")).sort()).toEqual(
    ["front", "left", "right"].flatMap((key) => [`${key}-aligned.png`, `${key}-crop.jpg`]),
  );
});

describe("faces of stills", () => {
  it("are the event's until the clip shows the same people, and leave nothing behind", async () => {
    const { happen, people, discarded } = await home();
    const event = await happen();
    await event.still(0, face("s0", ANNA, 2000, 0.1));
    await event.still(2000, face("s2", ANNA, 4000, 0.5));
    const [early, ...more] = await event.faces();
    expect(more).toEqual([]);
    expect(early).toMatchObject({ source: "image", match: "unknown" });
    await event.look([face("c0", ANNA, 5000)]);
    expect(await event.faces()).toMatchObject([
      { id: early?.id, source: "clip", personId: early?.personId, cropKey: "c0-crop.jpg" },
    ]);
    expect(await people()).toBe(1);
    expect((await discarded()).sort()).toEqual([
      "s0-aligned.png",
      "s0-crop.jpg",
      "s2-aligned.png",
      "s2-crop.jpg",
    ]);
  });

  it("are written once, however often their job runs", async () => {
    const { happen, people, discarded } = await home();
    const event = await happen();
    for (let run = 0; run < 3; run++) await event.still(0, face("s", ANNA));
    expect(await event.faces()).toMatchObject([{ source: "image", cropKey: "s-crop.jpg" }]);
    expect(await people()).toBe(1);
    expect(await discarded()).toEqual([]);
  });

  it("stay where the clip does not show them, and count as somebody seen", async () => {
    const { happen, people } = await home();
    const event = await happen();
    await event.still(0, face("s", ANNA));
    await event.look([]);
    expect(await event.faces()).toMatchObject([{ source: "image" }]);
    expect(await event.outcome()).toBe("recognised");
    const other = await happen();
    await other.still(0, face("t", ANNA, 2000, 0.1));
    await other.look([face("c", BERT, 6000, 0.7)]);
    expect((await other.faces()).map(({ source }) => source).sort()).toEqual(["clip", "image"]);
    expect(await people()).toBe(2);
  });

  it("are forgotten with the newcomer they made when the clip knows who it is", async () => {
    const { happen, people, owner } = await home();
    const first = await happen();
    await first.look([face("a", ANNA)]);
    const [anna] = await first.faces();
    await renamePerson(owner, anna?.personId ?? "", "Anna");
    const event = await happen();
    await event.still(0, face("s", HARDLY_ANNA));
    expect(await event.faces()).toMatchObject([{ match: "unknown", person: { name: null } }]);
    expect(await people()).toBe(2);
    await event.look([face("c", ANNA, 2200)]);
    expect(await event.faces()).toMatchObject([{ match: "named", person: { name: "Anna" } }]);
    expect(await people()).toBe(1);
  });

  it("keep the name that the household gave in between", async () => {
    const { happen, owner } = await home();
    const event = await happen();
    await event.still(0, face("s", BERT));
    const [bert] = await event.faces();
    await renamePerson(owner, bert?.personId ?? "", "Bert");
    await event.look([face("c", BERT)]);
    expect(await event.faces()).toMatchObject([{ source: "clip", person: { name: "Bert" } }]);
  });

  it("still tell who it was when the recording could not be read", async () => {
    const { happen } = await home();
    const event = await happen();
    await endEvent(event.id, "failed", "unknown-format");
    await event.still(0, face("s", ANNA));
    expect(await event.faces()).toMatchObject([{ source: "image" }]);
    expect(await event.outcome()).toBe("failed");
  });

  it("come too late once the recording has been looked at, and their pictures go", async () => {
    const { happen, discarded } = await home();
    const event = await happen();
    await event.look([]);
    await event.still(0, face("s", ANNA));
    expect(await event.faces()).toEqual([]);
    expect(await discarded()).toEqual(["s-crop.jpg", "s-aligned.png"]);
  });
});

describe("a recording that was fetched once more", () => {
  it("doubles nobody, whoever was named survives, and the outcome improves", async () => {
    const { happen, owner, people } = await home();
    const event = await happen();
    await event.look([face("c", ANNA)]);
    const [anna] = await event.faces();
    await renamePerson(owner, anna?.personId ?? "", "Anna");
    const key = await event.again();
    for (let run = 0; run < 2; run++) {
      await event.look([face("d0", ANNA), face("d1", BERT, 9000, 0.6)], key);
      const faces = await event.faces();
      expect(faces.map(({ person }) => person.name).sort()).toEqual(["Anna", null]);
      expect(faces.map(({ cropKey }) => cropKey).sort()).toEqual(["d0-crop.jpg", "d1-crop.jpg"]);
    }
    expect(await people()).toBe(2);
    const empty = await happen();
    await empty.look([]);
    expect(await empty.outcome()).toBe("no_face");
    await empty.look([face("e", BERT)], await empty.again());
    expect(await empty.outcome()).toBe("recognised");
  });

  it("keeps the answer that the household gave in between, and it can be taken back", async () => {
    const { happen, owner } = await home();
    const first = await happen();
    await first.look([face("a", ANNA)]);
    const [anna] = await first.faces();
    await renamePerson(owner, anna?.personId ?? "", "Anna");
    const event = await happen();
    await event.look([face("s", NEARLY_ANNA)]);
    const [asked] = await event.faces();
    const { entryId } = await answerSuggestion(
      owner,
      [asked?.id ?? ""],
      anna?.personId ?? "",
      false,
    );
    await event.look([face("c", ANNA)], await event.again());
    const newcomer = { id: asked?.id, personId: asked?.personId, source: "clip" };
    expect(await event.faces()).toMatchObject([{ ...newcomer, match: "unknown" }]);
    await undoAct(owner, entryId ?? "", new Date());
    expect(await event.faces()).toMatchObject([
      { ...newcomer, match: "ask", suggestedPersonId: anna?.personId },
    ]);
  });

  it("outlives an analysis of the one before it", async () => {
    const { happen, discarded } = await home();
    const event = await happen();
    const key = await event.again();
    await event.look([face("old", ANNA)]);
    expect(await event.outcome()).toBeNull();
    expect(await discarded()).toEqual([`${event.id}/clip.mp4`, "old-crop.jpg", "old-aligned.png"]);
    await event.look([face("new", ANNA)], key);
    expect(await event.faces()).toMatchObject([{ cropKey: "new-crop.jpg" }]);
  });
});

it("keeps with a face why it was decided so, and tells it with the names of today", async () => {
  const { happen, owner } = await home();
  const first = await happen();
  await first.look([face("a", ANNA)]);
  const [anna] = await first.faces();
  const whyOf = async ({ id: eventId }: typeof first) =>
    Object.values((await getEvent(owner, eventId)).whyByFace);
  expect(await whyOf(first)).toMatchObject([{ outcome: "unknown", best: null }]);
  await renamePerson(owner, anna?.personId ?? "", "Anna");
  const second = await happen();
  await second.look([face("b", NEARLY_ANNA)]);
  const asked = { outcome: "ask", said: null, heldBack: "similarity" };
  expect(await whyOf(second)).toMatchObject([{ ...asked, best: { name: "Anna" } }]);
  await renamePerson(owner, anna?.personId ?? "", "Anne");
  expect(await whyOf(second)).toMatchObject([{ ...asked, best: { name: "Anne" } }]);
  const [theFace] = await second.faces();
  await answerSuggestion(owner, [theFace?.id ?? ""], anna?.personId ?? "", true);
  expect(await whyOf(second)).toMatchObject([{ said: "confirmed" }]);
});

it("forgets faces that are gone and follows those that changed", async () => {
  const { happen, people } = await home();
  const first = await happen();
  await first.still(0, face("s", ANNA));
  await first.look([face("c", BERT, 2000, 0.1)]);
  const second = await happen();
  await second.look([face("d", BERT)]);
  expect(await second.faces()).toMatchObject([{ match: "named" }]);
  await db().face.deleteMany({ where: { eventId: second.id } });
  const third = await happen();
  await third.look([face("e", ANNA)]);
  expect(await third.faces()).toMatchObject([{ match: "unknown" }]);
  const fourth = await happen();
  await fourth.look([face("f", BERT)]);
  expect(await fourth.faces()).toMatchObject([{ match: "named" }]);
  expect(await people()).toBe(2);
});

it("takes somebody who is seen again from the archive", async () => {
  const { happen } = await home();
  const first = await happen();
  await first.look([face("c0", ANNA)]);
  await db().person.updateMany({ data: { archivedAt: new Date() } });
  const second = await happen();
  await second.look([face("c1", ANNA)]);
  const [{ personId } = { personId: "" }] = await first.faces();
  expect(await second.faces()).toMatchObject([{ personId, person: { archivedAt: null } }]);
});
