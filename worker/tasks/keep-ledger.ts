import { restartStalled } from "#lib/ledger/commands.ts";
import { compareAccountsSoon } from "#lib/ledger/history/commands.ts";
import type { Task } from "../task.ts";

/** Sees to it that every event comes to its end, and that Kith has every event that Ring has. */
export const keepLedger: Task<"keep-ledger"> = {
  async run(_, { now }) {
    await restartStalled(now());
    await compareAccountsSoon();
  },
  async buried() {
    // The next hour does it.
  },
};
