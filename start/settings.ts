import type { Secrets } from "./secrets.ts";

type Environment = NodeJS.ProcessEnv;

/** Which of the parts that Kith can bring itself it shall bring. */
export type Plan = {
  port: number;
  dataDir: string;
  modelsDir: string | undefined;
  /** Postgres of our own, for DATABASE_URL is not set. */
  embedsPostgres: boolean;
  /** The emulator and the demo household, for RING_CLIENT_ID is not set. */
  isDemo: boolean;
};

/** An empty variable counts as none, as everywhere in Kith. */
function text(environment: Environment, name: string): string | undefined {
  return environment[name] || undefined;
}

export function readPlan(environment: Environment): Plan {
  return {
    port: Number(text(environment, "PORT") ?? 3000),
    dataDir: text(environment, "DATA_DIR") ?? "data",
    modelsDir: text(environment, "MODELS_DIR"),
    embedsPostgres: !text(environment, "DATABASE_URL"),
    isDemo: !text(environment, "RING_CLIENT_ID"),
  };
}

export type Emulator = { port: number; mediaPort: number };

const DEMO_EMAIL = "demo@kith.local";
const EMULATOR_CLIENT_ID = "kith-emulator";

/**
 * The environment of web, worker and seed: what the owner has set, and for the rest what was made
 * here. Names are those of `lib/infra/env.ts`.
 */
export function childEnvironment(
  environment: Environment,
  made: {
    plan: Plan;
    dataDir: string;
    databaseUrl: string;
    secrets: Secrets;
    emulator: Emulator | undefined;
  },
): Environment {
  const { plan, dataDir, databaseUrl, secrets, emulator } = made;
  const defaults: Record<string, string> = {
    NODE_ENV: "production",
    PORT: String(plan.port),
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: `http://localhost:${plan.port}`,
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    TOKEN_KEYS: secrets.tokenKeys,
    ...vapidDefaults(environment, secrets),
    ...(emulator ? emulatorDefaults(emulator, secrets) : {}),
  };
  const set = Object.entries(environment).filter(([, value]) => value);
  return { ...defaults, ...Object.fromEntries(set), DATA_DIR: dataDir, NODE_ENV: "production" };
}

/** The two keys belong together: setting one alone must not pair it with ours. */
function vapidDefaults(environment: Environment, { vapid }: Secrets): Record<string, string> {
  if (text(environment, "VAPID_PUBLIC_KEY") || text(environment, "VAPID_PRIVATE_KEY")) return {};
  return { VAPID_PUBLIC_KEY: vapid.publicKey, VAPID_PRIVATE_KEY: vapid.privateKey };
}

function emulatorDefaults({ port }: Emulator, secrets: Secrets): Record<string, string> {
  return {
    RING_API_BASE_URL: `http://127.0.0.1:${port}`,
    RING_OAUTH_TOKEN_URL: `http://127.0.0.1:${port}/oauth/token`,
    RING_CLIENT_ID: EMULATOR_CLIENT_ID,
    RING_CLIENT_SECRET: secrets.ringClientSecret,
    RING_HMAC_KEYS: secrets.ringHmacKey,
    RING_MEDIA_HOST_ALLOWLIST: "127.0.0.1",
    RING_EMULATOR: "1",
    DEMO_EMAIL,
    DEMO_PASSWORD: secrets.demoPassword,
  };
}

/** The emulator's own environment, agreeing with what `childEnvironment` told the others. */
export function emulatorEnvironment(
  shared: Environment,
  plan: Plan,
  { port, mediaPort }: Emulator,
): Environment {
  return {
    ...shared,
    EMULATOR_PORT: String(port),
    EMULATOR_MEDIA_PORT: String(mediaPort),
    EMU_WEBHOOK_URL: `http://127.0.0.1:${plan.port}/api/webhooks/ring`,
    // The first key is the current one.
    EMU_HMAC_KEY: shared.RING_HMAC_KEYS?.split(",")[0],
    EMU_SECOND_HMAC_KEY: shared.RING_HMAC_KEYS?.split(",")[1],
    EMU_CLIENT_ID: shared.RING_CLIENT_ID,
    EMU_CLIENT_SECRET: shared.RING_CLIENT_SECRET,
    EMU_DEMO: "1",
  };
}
