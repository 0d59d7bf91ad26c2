import { mkdtemp, rm } from "node:fs/promises";
import { globalAgent } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Runner } from "graphile-worker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import webPush from "web-push";
import { type PushService, startPushService } from "#e2e/fakes/push/service.ts";
import { type RingEmulator, startRingEmulator } from "#e2e/fakes/ring/server.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { getEvent } from "#lib/events/detail/queries.ts";
import { listVisits } from "#lib/events/timeline/queries.ts";
import { db } from "#lib/infra/db.ts";
import { store } from "#lib/infra/store.ts";
import { categorisePerson, renamePerson } from "#lib/people/commands.ts";
import { linkRingAccount } from "#lib/ring/linking/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { buildOwner } from "#lib/testing/factories.ts";
import { startIntakeServer } from "#lib/testing/intake-server.ts";
import { useEmulator } from "#lib/testing/ring-settings.ts";
import { createFaceIndex } from "../gallery/face-index.ts";
import { createRecognitionModels } from "../inference/recognition-models.ts";
import { createLiveness, type Liveness } from "../liveness.ts";
import { startRunners } from "../run.ts";
import { createTempDirs } from "../temp-dirs.ts";
import { tasks } from "./index.ts";

const database = withTestDatabase();
const models = createRecognitionModels(
  undefined,
  async () => [],
  () => new Date(),
);
let dataDir: string;
let emulator: RingEmulator;
let push: PushService;
let intake: Awaited<ReturnType<typeof startIntakeServer>>;
let liveness: Liveness;
let runners: Runner[];
let owner: Actor;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "kith-pipeline-"));
  emulator = await startRingEmulator({ recordingDelayMs: 0 });
  push = await startPushService();
  globalAgent.options.ca = push.caPem;
  const vapid = webPush.generateVAPIDKeys();
  Object.assign(process.env, {
    DATA_DIR: dataDir,
    RING_HMAC_KEYS: emulator.settings.hmacKey,
    RING_MEDIA_HOST_ALLOWLIST: "127.0.0.1",
    VAPID_PUBLIC_KEY: vapid.publicKey,
    VAPID_PRIVATE_KEY: vapid.privateKey,
  });
  useEmulator(emulator);
  intake = await startIntakeServer();
  emulator.settings.webhookUrl = intake.url;
  owner = await buildOwner();
  const account = await emulator.control.addAccount({ name: "Sam" });
  await linkRingAccount(owner.householdId, account.code);
  const address = push.newSubscription();
  await db().subscription.create({
    data: {
      householdId: owner.householdId,
      accountId: owner.accountId,
      endpoint: address.endpoint,
      p256dh: address.p256dh,
      auth: address.auth,
      device: "Test phone",
    },
  });
  liveness = await createLiveness(database.url());
  const tempDirs = await createTempDirs(dataDir);
  runners = await startRunners(
    database.url(),
    tasks,
    {
      engines: models.engines,
      fetchModels: async () => [],
      hasModels: async () => true,
      faceIndex: createFaceIndex(),
      store: store(),
      now: () => new Date(),
      createTempDir: tempDirs.create,
      removeTempDir: (path) => rm(path, { recursive: true, force: true }),
    },
    liveness,
  );
});

afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  await liveness.close();
  await models.close();
  await Promise.all([emulator.close(), intake.close(), push.close()]);
  await rm(dataDir, { recursive: true, force: true });
});

/** Plays a press and waits until it was decided. Visits lie minutes apart. */
async function press(media: string, minutesAgo: number) {
  const at = Date.now() - minutesAgo * 60_000;
  await emulator.control.addEvent({ device: "Front door", type: "button_press", media, at });
  const eventId = await eventually(async () => {
    const event = await db().event.findFirst({ where: { occurredAt: new Date(at) } });
    return event?.decidedAt && event.outcome ? event.id : undefined;
  });
  return await getEvent(owner, eventId);
}

describe("an event, from the webhook to the phone", () => {
  it("names, after one word from the owner, the person whom it first saw as unknown", async () => {
    const first = await press("anna-day", 9);
    expect(first).toMatchObject({ outcome: "recognised", outcomeReason: null });
    expect(first.faces).toHaveLength(1);
    const [face] = first.faces;
    expect(face).toMatchObject({ match: "unknown", person: { name: null, category: "unknown" } });
    expect(first.told).toMatchObject([{ notify: true, reason: "unknown-person" }]);
    const sent = await eventually(async () => push.received().at(-1));
    expect(JSON.parse(sent.text)).toMatchObject({ title: "Somebody new", silent: false });

    await renamePerson(owner, face?.person.personId ?? "", "Anna");
    await categorisePerson(owner, face?.person.personId ?? "", "familiar");

    const second = await press("two-anna-emil", 6);
    const names = second.faces.map(({ person }) => person.name).sort();
    expect(names).toEqual(["Anna", null]);

    const third = await press("anna-day", 3);
    expect(third.faces).toMatchObject([{ match: "named", person: { name: "Anna" } }]);
    expect(third.told).toMatchObject([{ notify: false, reason: "familiar" }]);
    const visits = await listVisits(owner, { limit: 10 });
    expect(visits).toHaveLength(3);
  });

  it("ends a clip in which nobody is seen without an alert for movement", async () => {
    const at = Date.now() - 60_000 * 100;
    await emulator.control.addEvent({ device: "Front door", media: "empty-wind", at });
    const event = await eventually(async () =>
      db().event.findFirst({ where: { occurredAt: new Date(at), decidedAt: { not: null } } }),
    );
    expect(event).toMatchObject({ outcome: "no_face", outcomeReason: "nobody" });
  });
});
