import { accountErasure } from "#lib/erasure/queries.ts";
import { eraseLater } from "#lib/ring/leaving/commands.ts";
import { erase } from "../erase.ts";
import type { Task } from "../task.ts";

/** Deletes all that a removed account brought, and the account. */
export const eraseRingAccount: Task<"erase-ring-account"> = {
  async run({ ringAccountId, cause }, context) {
    const erasure = await accountErasure(ringAccountId, cause);
    if (erasure) await erase(erasure, context);
  },
  buried: ({ ringAccountId, cause }, _, { now }) => eraseLater(ringAccountId, cause, now()),
};
