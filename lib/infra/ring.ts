import { env } from "./env.ts";
import { isLoopback } from "./ring-client/media-hosts.ts";
import { createRingClient, type RingClient } from "./ring-client.ts";

// Kept on globalThis: Next evaluates a module once for each of its bundles, and each would have a pace
// of its own.
const shared = globalThis as typeof globalThis & { kithRing?: RingClient };

/** This process's Ring client, for what the settings name: Ring itself, or the emulator. */
export function ring(): RingClient {
  const settings = env();
  shared.kithRing ??= createRingClient({
    apiBaseUrl: settings.RING_API_BASE_URL,
    oauthTokenUrl: settings.RING_OAUTH_TOKEN_URL,
    clientId: settings.RING_CLIENT_ID,
    clientSecret: settings.RING_CLIENT_SECRET,
    mediaHostAllowlist: settings.RING_MEDIA_HOST_ALLOWLIST,
    // Whatever the settings say, Ring itself never leads to this machine.
    allowInsecureMedia: settings.RING_EMULATOR && isLoopback(new URL(settings.RING_API_BASE_URL)),
    mediaMaxBytes: settings.RING_MEDIA_MAX_BYTES,
    mediaIdleMs: settings.RING_TIMEOUT_S * 1000,
    mediaTotalMs: settings.RING_MEDIA_DEADLINE_S * 1000,
    requestTimeoutMs: settings.RING_TIMEOUT_S * 1000,
    maxCallsPerSecond: settings.RING_MAX_RPS,
  });
  return shared.kithRing;
}
