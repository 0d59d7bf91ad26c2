/**
 * Starts the Ring emulator: `node e2e/fakes/ring/main.ts`. Settings come from the environment or
 * from flags of the same name (`--webhook-url` for EMU_WEBHOOK_URL). Prints one line when ready.
 */
import { rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { addressFile, DEFAULT_API_PORT, DEFAULT_MEDIA_PORT } from "./ports.ts";
import { startRingEmulator } from "./server.ts";

const flags = parseArgs({
  options: {
    port: { type: "string" },
    "media-port": { type: "string" },
    "webhook-url": { type: "string" },
    "hmac-key": { type: "string" },
    "second-hmac-key": { type: "string" },
    "client-id": { type: "string" },
    "client-secret": { type: "string" },
    "time-scale": { type: "string" },
    seed: { type: "string" },
    demo: { type: "boolean" },
  },
}).values;

const environment = process.env;

const text = (flag: string | undefined, name: string): string | undefined =>
  flag ?? (environment[name] || undefined);

const number = (flag: string | undefined, name: string, fallback: number): number => {
  const value = Number(text(flag, name) ?? fallback);
  if (Number.isFinite(value)) return value;
  process.stderr.write(`${name} is not a number\n`);
  process.exit(2);
};

const hmacKey = text(flags["hmac-key"], "EMU_HMAC_KEY");
const secondHmacKey = text(flags["second-hmac-key"], "EMU_SECOND_HMAC_KEY");
const clientId = text(flags["client-id"], "EMU_CLIENT_ID");
const clientSecret = text(flags["client-secret"], "EMU_CLIENT_SECRET");
const demo = flags.demo ?? environment.EMU_DEMO === "1";

const emulator = await startRingEmulator({
  port: number(flags.port, "EMULATOR_PORT", DEFAULT_API_PORT),
  mediaPort: number(flags["media-port"], "EMULATOR_MEDIA_PORT", DEFAULT_MEDIA_PORT),
  webhookUrl: text(flags["webhook-url"], "EMU_WEBHOOK_URL") ?? null,
  timeScale: number(flags["time-scale"], "EMU_TIME_SCALE", 1),
  seed: number(flags.seed, "EMU_SEED", 1),
  ...(hmacKey !== undefined && { hmacKey }),
  ...(secondHmacKey !== undefined && { secondHmacKey }),
  ...(clientId !== undefined && { clientId }),
  ...(clientSecret !== undefined && { clientSecret }),
  // A demo is stopped and started again beside a database that remembers the last one.
  ...(demo && { demo, run: String(Date.now()), tokensOutliveRestart: true }),
});

const dataDir = environment.DATA_DIR;
if (dataDir) writeFileSync(addressFile(dataDir), emulator.apiUrl);

process.stdout.write(
  `Ring emulator ready: api ${emulator.apiUrl} media ${emulator.mediaUrl} page ${emulator.apiUrl}/_emu\n`,
);

const end = () => {
  if (dataDir) rmSync(addressFile(dataDir), { force: true });
  emulator.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.once("SIGTERM", end);
process.once("SIGINT", end);
