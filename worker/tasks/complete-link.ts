import { PermanentError } from "#lib/errors.ts";
import { compareNewAccount } from "#lib/ledger/history/commands.ts";
import { recordCompletedLink, recordConfirmedLink } from "#lib/ring/linking/commands.ts";
import { awaitingLink } from "#lib/ring/linking/queries.ts";
import { callRing } from "../ring/ring-session.ts";
import type { Task } from "../task.ts";

/** Tells Ring that the account was claimed, and then that the link is complete: only then it is live. */
export const completeLink: Task<"complete-link"> = {
  async run({ ringAccountId }, { now }) {
    const link = await awaitingLink(ringAccountId);
    if (!link) return;
    const { nonce, accountIdentifier } = link;
    if (nonce !== null) {
      const confirm = callRing(ringAccountId, now, (client, token) =>
        client.confirmLink(token, nonce, accountIdentifier),
      );
      await confirm.then(() => recordConfirmedLink(ringAccountId), passIfTaken);
    }
    await callRing(ringAccountId, now, (client, token) => client.completeLink(token));
    await recordCompletedLink(ringAccountId);
    await compareNewAccount(ringAccountId, now());
  },
  async buried() {
    // The account stays almost linked, the settings page says so, and each hour it is tried again.
  },
};

/** A worker that died after Ring took the nonce sends it again, and is refused: the next call tells. */
function passIfTaken(error: unknown): void {
  if (!(error instanceof PermanentError && error.reason === "bad-request")) throw error;
}
