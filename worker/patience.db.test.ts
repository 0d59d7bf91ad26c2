import { expect, it } from "vitest";
import { NotYetError } from "#lib/errors.ts";
import { allowConnections } from "#lib/infra/connections.ts";
import { db, lockHousehold } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { patientWith } from "./patience.ts";

withTestDatabase();

const now = new Date();

/** What becomes of a job for which `work` fails while another transaction is open. */
async function whileAnotherHolds(householdId: string, work: () => Promise<unknown>) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return await new Promise((resolve, reject) => {
    db()
      .$transaction(async (tx) => {
        await lockHousehold(tx, householdId);
        work().then(
          () => resolve("done"),
          (error) => resolve(patientWith(error, now)),
        );
        await released;
      })
      .catch(reject);
  }).finally(release);
}

it("a job for which the database is busy comes back without spending an attempt", async () => {
  allowConnections(2);
  const behindLock = await whileAnotherHolds("house", () =>
    db().$transaction(async (tx) => {
      await tx.$executeRaw`set local lock_timeout = '20ms'`;
      await lockHousehold(tx, "house");
    }),
  );
  expect(behindLock).toBeInstanceOf(NotYetError);
  const withoutConnection = await whileAnotherHolds("house", () =>
    db().$transaction(() => db().$transaction(async () => {}, { maxWait: 20 })),
  );
  expect(withoutConnection).toBeInstanceOf(NotYetError);
});

it("a job whose own statement fails spends one", async () => {
  const wrong = await whileAnotherHolds("house", () => db().$queryRaw`select wrong`);
  expect(wrong).not.toBeInstanceOf(NotYetError);
});
