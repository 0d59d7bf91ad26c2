import { env } from "./env.ts";
import { createRingClient, type RingClient } from "./ring-client.ts";

let client: RingClient | undefined;

/** The Ring client that the settings name: Ring itself, or the emulator. */
export function ring(): RingClient {
  const settings = env();
  client ??= createRingClient({
    apiBaseUrl: settings.RING_API_BASE_URL,
    oauthTokenUrl: settings.RING_OAUTH_TOKEN_URL,
    clientId: settings.RING_CLIENT_ID,
    clientSecret: settings.RING_CLIENT_SECRET,
    mediaHostAllowlist: settings.RING_MEDIA_HOST_ALLOWLIST,
    allowInsecureMedia: settings.RING_EMULATOR,
    mediaMaxBytes: settings.RING_MEDIA_MAX_BYTES,
  });
  return client;
}
