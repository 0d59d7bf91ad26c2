import { forgetEnv } from "#lib/infra/env.ts";

type Emulator = {
  apiUrl: string;
  oauthTokenUrl: string;
  settings: { clientId: string; clientSecret: string };
};

/** From now on this process takes the emulator for Ring. */
export function useEmulator({ apiUrl, oauthTokenUrl, settings }: Emulator): void {
  Object.assign(process.env, {
    RING_EMULATOR: "1",
    RING_API_BASE_URL: apiUrl,
    RING_OAUTH_TOKEN_URL: oauthTokenUrl,
    RING_CLIENT_ID: settings.clientId,
    RING_CLIENT_SECRET: settings.clientSecret,
  });
  forgetEnv();
}
