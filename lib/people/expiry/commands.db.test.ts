import { describe, expect, it } from "vitest";
import { openAlarms } from "#lib/alarms/queries.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  buildCamera,
  buildEvent,
  buildFace,
  buildOwner,
  buildSubscription,
} from "#lib/testing/factories.ts";
import { categorisePerson, forgetPerson, undoAct } from "../commands.ts";
import { getPerson } from "../queries.ts";
import { expireMarkings } from "./commands.ts";

withTestDatabase();

const until = new Date("2026-06-30T22:00:00Z");
const before = new Date("2026-06-30T21:59:59Z");
const after = new Date("2026-06-30T22:00:00Z");
const marking = { note: "Paints the fence", until };

/** Somebody who was put on the Watchlist for a time. */
async function watched() {
  const owner = await buildOwner({ timeZone: "Europe/Berlin" });
  await buildSubscription(owner);
  const { personId } = await buildFace(await buildEvent(await buildCamera(owner)));
  const { entryId } = await categorisePerson(owner, personId, "watchlist", marking);
  const person = () => getPerson(owner, personId, new Date());
  return { owner, personId, entryId: entryId ?? "", person };
}

describe("a category with an end", () => {
  it("is told with its note and its last day, and has the end come by itself", async () => {
    const { person } = await watched();
    expect(await person()).toMatchObject({
      ...{ category: "watchlist", note: "Paints the fence", endedCategory: null },
      categoryUntil: until.toISOString(),
    });
    expect((await person()).history[0]?.text).toBe(
      "Put among Watchlist until 30 June 2026. Note: “Paints the fence”.",
    );
    const [job] = await db().$queryRaw<{ runAt: Date }[]>`
      select run_at as "runAt" from graphile_worker.jobs where task_identifier = 'expire-markings'`;
    expect(job?.runAt).toEqual(until);
  });

  it("counts until then, and afterwards is shown as over and told to the owner once", async () => {
    const { owner, person } = await watched();
    await expireMarkings(before);
    expect(await person()).toMatchObject({ category: "watchlist" });
    expect(await openAlarms(owner)).toEqual([]);
    await expireMarkings(after);
    await expireMarkings(after);
    expect(await person()).toMatchObject({
      ...{ category: "unknown", endedCategory: "watchlist", note: "Paints the fence" },
    });
    const { history } = await person();
    expect(history.map(({ text, by }) => [text, by])).toEqual([
      ["Unknown again: the time was over.", null],
      ["Put among Watchlist until 30 June 2026. Note: “Paints the fence”.", owner.displayName],
      ["First seen.", null],
    ]);
    expect(await openAlarms(owner)).toMatchObject([{ kind: "category_ended" }]);
    const { householdId } = owner;
    expect(await db().notification.count({ where: { householdId } })).toBe(1);
  });

  it("goes on for good when its end is taken back, and ends with the act itself", async () => {
    const { owner, person, entryId } = await watched();
    await expireMarkings(after);
    const end = (await person()).history[0]?.entryId ?? "";
    await undoAct(owner, end, after);
    expect(await person()).toMatchObject({
      ...{ category: "watchlist", categoryUntil: null, endedCategory: null },
    });
    expect(await openAlarms(owner)).toEqual([]);
    await expireMarkings(after);
    expect(await person()).toMatchObject({ category: "watchlist" });
    await undoAct(owner, entryId, after);
    expect(await person()).toMatchObject({ category: "unknown", note: null, categoryUntil: null });
  });

  it("is no alarm any more once somebody has said what is to be, or forgets the person", async () => {
    const again = await watched();
    const left = await watched();
    const forgotten = await watched();
    await expireMarkings(after);
    await categorisePerson(again.owner, again.personId, "watchlist");
    await categorisePerson(left.owner, left.personId, "unknown");
    await forgetPerson(forgotten.owner, forgotten.personId, false, after);
    for (const { owner } of [again, left, forgotten]) expect(await openAlarms(owner)).toEqual([]);
    expect(await again.person()).toMatchObject({
      ...{ category: "watchlist", note: "Paints the fence", categoryUntil: null },
    });
    expect(await left.person()).toMatchObject({ note: null, endedCategory: null });
  });
});
