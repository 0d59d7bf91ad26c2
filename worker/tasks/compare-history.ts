import { NotYetError } from "#lib/errors.ts";
import { recordComparison, recordHistory } from "#lib/ledger/history/commands.ts";
import { comparisonOf } from "#lib/ledger/history/queries.ts";
import { callRing } from "../ring/ring-session.ts";
import type { Task } from "../task.ts";
import { syncAccountCameras } from "./sync-cameras.ts";

/** How soon to look again while deliveries lie unread: they may tell of what the history has. */
const UNREAD_PAUSE_MS = 15_000;

/**
 * Compares an account's events with Ring's history, camera by camera, and opens what is missing. Only
 * when every camera was read does the account count as compared; until then the next run reads again.
 */
export const compareHistory: Task<"compare-history"> = {
  async run({ ringAccountId }, { now }) {
    const before = await comparisonOf(ringAccountId);
    if (!before) return;
    if (before.hasUnread)
      throw new NotYetError(new Date(now().getTime() + UNREAD_PAUSE_MS), "Deliveries are unread.");
    await syncAccountCameras(ringAccountId, now);
    const readAt = now();
    const comparison = await comparisonOf(ringAccountId);
    if (!comparison) return;
    const { cameras, since } = comparison;
    const read = async ({ deviceId, ...camera }: (typeof cameras)[number]) => {
      const history = await callRing(ringAccountId, now, (client, token) =>
        client.eventHistory(token, { deviceId, since }),
      );
      await recordHistory(camera, history, readAt);
    };
    const results = await Promise.allSettled(cameras.map(read));
    const failed = results.find((result) => result.status === "rejected");
    if (failed) throw failed.reason;
    await recordComparison(ringAccountId, readAt);
  },
  async buried() {
    // The page says since when nothing was compared; the next hour compares again.
  },
};
