import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { encrypt, parseKeyRing } from "#lib/infra/encryption.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { expectPage, signIn, startBrowser, type TestBrowser } from "./browser.ts";
import { lookAt } from "./screens/look.ts";
import { type System, startSystem } from "./system.ts";

let system: System;
let browser: TestBrowser;
let phone: string;

beforeAll(async () => {
  system = await startSystem();
  browser = await startBrowser();
  phone = await system.addSubscription();
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});
afterEach(async () => {
  expect(await browser.closePages()).toEqual([]);
});

const pushes = () => system.push.received().filter(({ endpoint }) => endpoint === phone).length;

/** What became of deliveries of the emulator, once all are delivered and read. */
async function outcomesOf(ids: readonly number[]): Promise<(string | null)[]> {
  const deliveries = await eventually(async () => {
    const all = (await system.emulator.control.deliveries()).filter(({ id }) => ids.includes(id));
    return all.length === ids.length && all.every(({ state }) => state === "delivered") && all;
  });
  const requestIds = deliveries.map(({ body }) => JSON.parse(body).meta.request_id as string);
  return await eventually(async () => {
    const rows = await system.sql<{ request_id: string; outcome: string | null }>(
      "select request_id, outcome from webhook_deliveries where request_id = any($1)",
      [requestIds],
    );
    const outcome = new Map(rows.map((row) => [row.request_id, row.outcome]));
    return (
      rows.every((row) => row.outcome !== null) && requestIds.map((id) => outcome.get(id) ?? null)
    );
  });
}

/** A household next door, linked, with "Side door". */
async function addNeighbours(): Promise<string> {
  const { id, accessToken, refreshToken, devices } = await system.emulator.control.addAccount({
    name: "Neighbour",
    devices: [{ name: "Side door" }],
  });
  const keys = parseKeyRing(system.env.TOKEN_KEYS ?? "");
  const [household] = await system.sql<{ id: string }>(
    "insert into households (id, name) values (gen_random_uuid(), 'Next door') returning id",
  );
  await system.sql(
    `with account as (
       insert into ring_accounts
         (id, household_id, ring_account_id, access_token, refresh_token, access_token_expires_at)
       values (gen_random_uuid(), $1, $2, $3, $4, now() + interval '1 hour') returning id
     )
     insert into cameras (id, household_id, ring_account_id, device_id, name)
     select gen_random_uuid(), $1, account.id, $5, 'Side door' from account`,
    [
      household?.id,
      id,
      Buffer.from(encrypt(keys, accessToken)),
      Buffer.from(encrypt(keys, refreshToken)),
      devices[0]?.id,
    ],
  );
  return household?.id ?? "";
}

it("W12 shows nobody what an account tells of another's camera, or an account that nobody linked", async () => {
  const neighbours = await addNeighbours();
  const { deliveries } = await system.emulator.control.play("W12", { device: "Front door" });
  const outcomes = await outcomesOf(deliveries.map(({ id }) => id));
  expect(outcomes.sort()).toEqual(["unknown-camera", "unlinked-account"]);
  expect(await system.sql("select 1 from events")).toEqual([]);
  expect(
    await system.sql("select name from cameras where household_id = $1", [neighbours]),
  ).toEqual([{ name: "Side door" }]);
  const kept = await system.sql<{ bytes: number }>(
    "select length(body) as bytes from webhook_deliveries where outcome = 'unlinked-account'",
  );
  expect(kept).toEqual([{ bytes: 0 }]);
  expect(pushes()).toBe(0);
});

it("W3 ends in the same state whatever the order: a removal before what preceded it, or of an earlier link", async () => {
  const { control } = system.emulator;
  const { id } = await control.addAccount({
    name: "Kim",
    link: "none",
    devices: [{ name: "Kim's gate", id: "ava1.ring.device.gate", kind: "camera" }],
  });
  const { redirect } = await control.link({
    account: id,
    tokenExchangeUrl: `${system.baseUrl}/api/ring/token-exchange`,
    accountLinkUrl: `${system.baseUrl}/link`,
  });
  const page = await browser.newPage();
  await signIn(page, system);
  await page.goto(redirect);
  await page.getByRole("button", { name: "Link this Ring account" }).click();
  await page.waitForURL(`${system.baseUrl}/settings`);
  await expectPage(page.getByText("Kim's gate").first()).toBeVisible();

  const earlier = { account: id, type: "app_integration_removed", at: Date.now() - 3_600_000 };
  expect(await outcomesOf(await control.addNews(earlier))).toEqual(["integration-linked-since"]);

  const { events } = await control.play("W3-device", {
    device: "Kim's gate",
    type: "motion_detected",
  });
  const lastMotion = async () => {
    const [event] = await system.sql(
      `select e.outcome, c.removed_at is not null as removed from events e
       join cameras c on c.id = e.camera_id
       where e.decided_at is not null and e.occurred_at = $1`,
      [new Date(events[0]?.at ?? 0)],
    );
    return event;
  };
  expect(
    await eventually(async () => {
      const event = await lastMotion();
      return event?.removed && event;
    }),
  ).toEqual({ outcome: "camera_off", removed: true });
  await control.addDevice(id, { name: "Kim's gate", id: "ava1.ring.device.gate", kind: "camera" });
  await control.addNews({ account: id, type: "device_added", device: "Kim's gate" });
  await eventually(async () => (await lastMotion())?.removed === false);

  const { deliveries } = await control.play("W3-integration", { device: "Kim's gate" });
  await outcomesOf(deliveries.map(({ id }) => id));
  await expectPage(page.getByText("Kith was removed in the Ring app.")).toBeVisible();
  const kims = await system.sql(
    `select 1 from ring_accounts where ring_account_id = $1
     union all select 1 from cameras where name = 'Kim''s gate'
     union all select 1 from alarms where cleared_at is null`,
    [id],
  );
  expect(kims).toEqual([]);
  expect(await system.sql("select cause, counts from deletion_receipts")).toMatchObject([
    { cause: "removed-in-ring", counts: { events: 1 } },
  ]);
  expect(pushes()).toBe(0);
});

it("W5 tells the owner, once, of three wrong signatures in a row", async () => {
  const { control } = system.emulator;
  const before = pushes();
  for (let copy = 0; copy < 5; copy++)
    await control.addNews({ account: "anybody", signature: "sha256=0" });
  await eventually(async () => pushes() > before);
  const alarms = await system.sql(
    "select kind from alarms a join memberships using (household_id)",
  );
  expect(alarms).toEqual([{ kind: "bad_signatures" }]);
  expect(pushes()).toBe(before + 1);
  const page = await browser.newPage();
  await signIn(page, system);
  await expectPage(page.getByText("Messages to Kith have a wrong signature")).toBeVisible();
  await page.getByRole("link", { name: "See the Ring accounts" }).click();
  await expectPage(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
});

it("D1 erases everything when its owner disconnects during a download; what comes later is ignored", async () => {
  const { control } = system.emulator;
  const before = pushes();
  await control.addEvent({ device: "Front door", type: "button_press" });
  await eventually(async () => {
    const [seen] = await system.sql("select 1 from events where outcome = 'recognised'");
    const [job] = await system.sql("select 1 from graphile_worker.jobs where run_at <= now()");
    return seen && !job && pushes() > before;
  }, 120_000);
  const told = pushes();

  await control.faults({ "clip-body": [{ kind: "slow", bytesPerSecond: 2_000 }] });
  await control.addEvent({ device: "Garden gate", imageDelayMs: 3_600_000 });
  await eventually(async () => {
    const [running] = await system.sql(
      `select 1 from graphile_worker.jobs
       where task_identifier = 'fetch-clip' and locked_at is not null`,
    );
    return running;
  });
  const page = await browser.newPage();
  await signIn(page, system);
  await page.goto(`${system.baseUrl}/settings`);
  const open = page.getByRole("button", { name: "Disconnect…" });
  await open.click();
  await expectPage(page.getByRole("heading", { name: "Disconnect this" })).toBeFocused();
  await page.getByRole("button", { name: "Keep it" }).click();
  await expectPage(open).toBeFocused();
  await open.click();
  await expectPage(page.getByText("Kith erases all that it brought")).toBeVisible();
  expect(await lookAt(page, "settings.disconnect", "phone")).toEqual([]);
  const go = page.getByRole("button", { name: "Disconnect and erase" });
  await expectPage(go).toBeDisabled();
  await page.getByLabel("To go on").fill("erase");
  await go.click();
  await expectPage(page.getByText(/^Erased on .*: 1 recording, 2 events, 1 face/)).toBeVisible();
  await expectPage(page.getByText("remove Kith from the linked apps there too")).toBeVisible();
  await expectPage(page.getByText("Front door")).toHaveCount(0);

  const [household] = await system.sql<{ id: string }>(
    "select household_id as id from memberships",
  );
  const left = async () =>
    await system.sql(
      `select 'event' from events union all select 'clip' from clips
       union all select 'face' from faces union all select 'embedding' from embeddings
       union all select 'visit' from visits union all select 'person' from people
       union all select 'decision' from notification_decisions
       union all select 'camera' from cameras where household_id = $1
       union all select 'account' from ring_accounts where household_id = $1`,
      [household?.id],
    );
  const folder = join(system.dataDir, "objects", "households", household?.id ?? "");
  const files = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile());
  };
  expect(await left()).toEqual([]);
  expect(await files().catch(() => [])).toEqual([]);

  expect((await control.journal()).filter(({ fault }) => fault === "slow")).toHaveLength(1);
  const asked = async () =>
    (await control.journal()).filter(({ path }) => !path.startsWith("/_emu")).length;
  const askedBefore = await asked();
  const late = await control.addEvent({ device: "Front door", at: Date.now() - 1_000 });
  expect(await outcomesOf(late.deliveries)).toEqual(["unlinked-account"]);
  expect(await left()).toEqual([]);
  expect(await files().catch(() => [])).toEqual([]);
  expect(await asked()).toBe(askedBefore);
  expect(pushes()).toBe(told);
});
