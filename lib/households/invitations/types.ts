/** A way into the household that nobody has used yet. */
export type OpenInvitation = {
  invitationId: string;
  /** ISO 8601. */
  endsAt: string;
};

/** How an invitation stands: "unknown" also when it was taken back. */
export type InvitationStand =
  | { stand: "open"; invitedBy: string; householdName: string }
  | { stand: "used" | "ended" | "unknown" };
