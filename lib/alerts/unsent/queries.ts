import { z } from "zod";
import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { db } from "#lib/infra/db.ts";
import type { Reason } from "../reasons.ts";
import { becauseSchema } from "../schema.ts";
import type { UnsentPage } from "../types.ts";

const PAGE_SIZE = 20;

/** What a member's own rules, snoozes and cooldowns kept back. */
const BY_OWN_WISH: Reason[] = ["rule-never", "rule-digest", "cooldown", "snoozed"];

/** "own": only what the member's own wishes kept back. */
export const unsentPageSchema = z.object({
  which: z.enum(["own", "all"]).default("own"),
  /** The last entry of the page before. */
  after: z.uuid().optional(),
});

/** What the member was not told of, newest first. What an earlier alert had told already is left out. */
export async function listUnsent(
  { householdId, accountId }: Actor,
  { which, after }: z.output<typeof unsentPageSchema>,
): Promise<UnsentPage> {
  const rows = await db().notificationDecision.findMany({
    where: {
      ...{ householdId, accountId, notify: false },
      reason: which === "own" ? { in: BY_OWN_WISH } : { not: "already-told" satisfies Reason },
    },
    include: { event: { include: { camera: true } }, digest: true },
    orderBy: [{ decidedAt: "desc" }, { id: "desc" }],
    ...(after && { cursor: { id: after }, skip: 1 }),
    take: PAGE_SIZE + 1,
  });
  return {
    hasMore: rows.length > PAGE_SIZE,
    entries: rows.slice(0, PAGE_SIZE).map(({ id, event, because, digest, ...row }) => ({
      decisionId: id,
      eventId: row.eventId,
      title: row.title,
      cameraName: cameraName(event.camera),
      at: event.occurredAt.toISOString(),
      reason: row.reason as Reason,
      because: because === null ? null : becauseSchema.parse(because),
      digestSentAt: digest?.sentAt.toISOString() ?? null,
    })),
  };
}
