import { randomUUID } from "node:crypto";
import type { Actor, HouseholdId } from "#lib/accounts/types.ts";
import { recordAct, recordRecognition } from "#lib/identity/commands.ts";
import { project } from "#lib/identity/projection/commands.ts";
import { db } from "#lib/infra/db.ts";

/** A household with its owner, as an `Actor`. */
export async function buildOwner(overrides: { timeZone?: string } = {}): Promise<Actor> {
  const account = await db().account.create({
    data: {
      email: `${randomUUID()}@example.org`,
      passwordHash: "none",
      displayName: "Owner",
    },
  });
  const household = await db().household.create({
    data: { name: "Home", timeZone: overrides.timeZone ?? "UTC" },
  });
  await db().membership.create({
    data: { accountId: account.id, householdId: household.id, role: "owner" },
  });
  return {
    accountId: account.id,
    householdId: household.id as HouseholdId,
    role: "owner",
    email: account.email,
    displayName: account.displayName,
    timeZone: household.timeZone,
    locale: account.locale,
  } as Actor;
}

/** Another member of somebody's household. */
export async function buildMember(owner: Actor): Promise<Actor> {
  const email = `${randomUUID()}@example.org`;
  const { displayName, householdId } = owner;
  const account = await db().account.create({
    data: { email, passwordHash: "none", displayName },
  });
  await db().membership.create({
    data: { accountId: account.id, householdId, role: "member" },
  });
  return { ...owner, accountId: account.id, email, role: "member" };
}

/** A camera of a linked Ring account; makes the account. */
export async function buildCamera(
  { householdId }: { householdId: HouseholdId },
  overrides: { name?: string; enabled?: boolean } = {},
) {
  return await db().camera.create({
    data: {
      name: "Front door",
      deviceId: `ava1.ring.device.${randomUUID()}`,
      ...overrides,
      household: { connect: { id: householdId } },
      ringAccount: {
        create: { householdId, ringAccountId: `ava1.ring.account.${randomUUID()}` },
      },
    },
    include: { ringAccount: true },
  });
}

type BuiltCamera = Awaited<ReturnType<typeof buildCamera>>;

/** An event in a visit of its own. */
export async function buildEvent(
  camera: BuiltCamera,
  overrides: { kind?: "button_press" | "motion"; occurredAt?: Date; visitId?: string } = {},
) {
  const occurredAt = overrides.occurredAt ?? new Date();
  const { householdId } = camera;
  const visitId =
    overrides.visitId ??
    (await db().visit.create({ data: { householdId, startedAt: occurredAt, endedAt: occurredAt } }))
      .id;
  return await db().event.create({
    data: {
      householdId,
      cameraId: camera.id,
      visitId,
      kind: overrides.kind ?? "motion",
      occurredAt,
      receivedAt: occurredAt,
    },
  });
}

/** A face in an event, of a person who is made for it unless given; with all that the ledger says. */
export async function buildFace(
  event: { id: string; householdId: string; occurredAt: Date },
  person: { id?: string; name?: string; category?: "familiar" | "watchlist" | "unknown" } = {},
) {
  const { householdId } = event;
  const by = { householdId, accountId: null };
  const personId = person.id ?? (await db().person.create({ data: { householdId } })).id;
  const match = person.name ? "named" : "unknown";
  const pictures = {
    cropKey: `households/${householdId}/events/${event.id}/face-0-crop.jpg`,
    alignedKey: `households/${householdId}/events/${event.id}/face-0-aligned.png`,
  };
  const face = await db().face.create({
    data: {
      householdId,
      eventId: event.id,
      personId,
      seenAt: event.occurredAt,
      match,
      ...pictures,
      atMs: 1000,
      box: { x: 0.4, y: 0.3, width: 0.1, height: 0.2 },
      track: [{ atMs: 1000, box: { x: 0.4, y: 0.3, width: 0.1, height: 0.2 } }],
      quality: 0.8,
      heightPx: 90,
      angle: "front",
      detectionScore: 0.9,
    },
  });
  await db().$transaction(async (tx) => {
    const place = { personId, match, suggestedPersonId: null } as const;
    await recordRecognition(tx, householdId, face.id, place);
    const { name, category } = person;
    if (name) await recordAct(tx, by, { act: "name", personId, name, before: null });
    if (category)
      await recordAct(tx, by, { act: "categorise", personId, category, note: null, until: null });
  });
  return { ...face, ...pictures, eventId: event.id };
}

/** Has Kith ask whether a face is somebody. */
export async function askAbout(
  { id: faceId, personId, householdId }: { id: string; personId: string; householdId: string },
  suggestedPersonId: string,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await recordRecognition(tx, householdId, faceId, { personId, match: "ask", suggestedPersonId });
    await project(tx, householdId, { personIds: [], faceIds: [faceId] });
  });
}

/** A device of the member's that may be told; its push service is nowhere. */
export async function buildSubscription({ householdId, accountId }: Actor) {
  const endpoint = `https://push.example.org/${randomUUID()}`;
  const data = { householdId, accountId, endpoint, p256dh: "p", auth: "a", device: "Phone" };
  return await db().subscription.create({ data });
}
