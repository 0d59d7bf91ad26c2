import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { UNREGISTERED } from "#lib/identity/registered/queries.ts";
import { db } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { listRingAccounts, type RingAccountSummary } from "#lib/ring/linking/queries.ts";
import type { WelcomeState } from "./types.ts";

/** How far the household has come. */
export async function welcomeState(actor: Actor): Promise<WelcomeState> {
  const { householdId, displayName } = actor;
  const [household, accounts, seen, stranger, named] = await Promise.all([
    db().household.findUniqueOrThrow({ where: { id: householdId } }),
    listRingAccounts(actor),
    db().event.findFirst({ where: { householdId, faces: { some: { isFace: true } } } }),
    firstStranger(householdId),
    firstNamed(householdId),
  ]);
  return {
    displayName,
    householdName: household.name,
    ring: { ...linkOf(accounts), isDemo: env().RING_EMULATOR },
    hasSeenFace: seen !== null,
    stranger,
    named,
  };
}

/** Of several accounts the one that is furthest. */
function linkOf(accounts: readonly RingAccountSummary[]): Omit<WelcomeState["ring"], "isDemo"> {
  for (const state of ["linked", "awaiting", "needs_relink"] as const) {
    const those = accounts.filter((account) => account.state === state);
    if (those.length > 0) return { state, cameraNames: those.flatMap((each) => each.cameraNames) };
  }
  return { state: "none", cameraNames: [] };
}

const present = { forgottenAt: null, mergedIntoId: null, isHidden: false };
const shown = { isFace: true, cropKey: { not: null } };

async function firstStranger(householdId: string): Promise<WelcomeState["stranger"]> {
  const seen = { ...shown, eventId: { not: null } };
  const person = await db().person.findFirst({
    where: { householdId, ...present, ...UNREGISTERED, faces: { some: seen } },
    include: {
      faces: {
        where: seen,
        include: { event: { include: { camera: true } } },
        orderBy: { quality: "desc" },
        take: 1,
      },
    },
    orderBy: { id: "asc" },
  });
  const [face] = person?.faces ?? [];
  if (!face?.cropKey || !face.event) return null;
  return {
    personId: face.personId,
    cropUrl: mediaUrl(face.cropKey),
    seenAt: face.seenAt.toISOString(),
    cameraName: cameraName(face.event.camera),
  };
}

async function firstNamed(householdId: string): Promise<WelcomeState["named"]> {
  const person = await db().person.findFirst({
    where: { householdId, ...present, name: { not: null } },
    include: { faces: { where: shown, orderBy: { quality: "desc" }, take: 1 } },
    orderBy: { id: "asc" },
  });
  if (!person?.name) return null;
  const cropKey = person.faces[0]?.cropKey ?? null;
  return { personId: person.id, name: person.name, cropUrl: cropKey && mediaUrl(cropKey) };
}
