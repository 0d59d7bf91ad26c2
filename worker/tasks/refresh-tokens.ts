import { accessTokenFor } from "#lib/ring/tokens/commands.ts";
import type { Task } from "../task.ts";

/** Keeps an account's tokens alive while nothing happens: unused, they die after 30 days. */
export const refreshTokens: Task<"refresh-tokens"> = {
  async run({ ringAccountId }, { now }) {
    await accessTokenFor(ringAccountId, now());
  },
  async buried() {
    // A definite refusal is noted on the account; of anything else the next hour knows more.
  },
};
