import { clearSignatureAlarms } from "#lib/ring/intake/commands.ts";
import { tendRingAccounts } from "#lib/ring/linking/commands.ts";
import { resealTokens } from "#lib/ring/tokens/commands.ts";
import type { Task } from "../task.ts";

/** What has to be done about Ring accounts when nobody asks for anything. */
export const tendAccounts: Task<"tend-ring-accounts"> = {
  async run(_, { now }) {
    await tendRingAccounts(now());
    await resealTokens();
    await clearSignatureAlarms(now());
  },
  async buried() {
    // The next hour does it.
  },
};
