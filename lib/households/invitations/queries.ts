import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { tokenHash } from "./token.ts";
import type { InvitationStand, OpenInvitation } from "./types.ts";

/** The household's invitations that can still be used; none for members, who cannot invite. */
export async function openInvitations(
  { householdId, role }: Actor,
  now: Date,
): Promise<OpenInvitation[]> {
  if (role !== "owner") return [];
  const invitations = await db().invitation.findMany({
    where: { householdId, usedAt: null, endsAt: { gt: now } },
    orderBy: [{ endsAt: "asc" }, { id: "asc" }],
  });
  return invitations.map(({ id, endsAt }) => ({
    invitationId: id,
    endsAt: endsAt.toISOString(),
  }));
}

/** What whoever has opened an invitation's link is told. */
export async function invitationStand(token: string, now: Date): Promise<InvitationStand> {
  const invitation = await db().invitation.findUnique({
    where: { tokenHash: tokenHash(token) },
    include: { household: true, invitedBy: true },
  });
  if (!invitation) return { stand: "unknown" };
  if (invitation.usedAt) return { stand: "used" };
  if (invitation.endsAt <= now) return { stand: "ended" };
  const { household, invitedBy } = invitation;
  return { stand: "open", invitedBy: invitedBy.displayName, householdName: household.name };
}
