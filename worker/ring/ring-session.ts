import { ring } from "#lib/infra/ring.ts";
import { TokenExpiredError } from "#lib/infra/ring-client/refusals.ts";
import type { RingClient } from "#lib/infra/ring-client.ts";
import { accessTokenFor } from "#lib/ring/tokens/commands.ts";

/**
 * Makes one call to Ring for an account. When Ring says that the token has expired, it is refreshed
 * once and the call made once more.
 */
export async function callRing<T>(
  ringAccountId: string,
  now: () => Date,
  call: (client: RingClient, accessToken: string) => Promise<T>,
): Promise<T> {
  const client = ring();
  const token = await accessTokenFor(ringAccountId, now());
  try {
    return await call(client, token);
  } catch (error) {
    if (!(error instanceof TokenExpiredError)) throw error;
    return await call(client, await accessTokenFor(ringAccountId, now(), token));
  }
}
