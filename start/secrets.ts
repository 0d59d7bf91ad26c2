import { randomBytes, randomInt } from "node:crypto";
import { chmod, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import webPush from "web-push";
import { z } from "zod";
import { StartFailure } from "./failure.ts";

const schema = z.object({
  /** Signs session cookies. */
  nextauthSecret: z.string().min(32),
  /** "id:base64 of 32 bytes": encrypts Ring's tokens at rest. */
  tokenKeys: z.string().min(1),
  vapid: z.object({ publicKey: z.string(), privateKey: z.string() }),
  /** The emulator's key for signing webhooks, and its OAuth client secret. */
  ringHmacKey: z.string().min(1),
  ringClientSecret: z.string().min(1),
  demoPassword: z.string().min(1),
  postgresPassword: z.string().min(1),
});

export type Secrets = z.infer<typeof schema>;

// Without letters and digits that look alike.
const READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

function makeSecrets(): Secrets {
  const secret = () => randomBytes(32).toString("base64url");
  const group = () =>
    Array.from({ length: 4 }, () => READABLE[randomInt(READABLE.length)]).join("");
  return {
    nextauthSecret: secret(),
    tokenKeys: `1:${randomBytes(32).toString("base64")}`,
    vapid: webPush.generateVAPIDKeys(),
    ringHmacKey: secret(),
    ringClientSecret: secret(),
    demoPassword: [group(), group(), group(), group()].join("-"),
    postgresPassword: secret(),
  };
}

/**
 * The secrets of this data folder, in `secrets.json`, readable by its owner alone. Made on the first
 * start and kept: sessions, push subscriptions and stored tokens depend on them. A secret that an
 * older version did not know is added.
 *
 * @throws StartFailure when the file is damaged; it is never replaced.
 */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, "secrets.json");
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new StartFailure(`${path} cannot be read (${error.code}).`);
  });
  const stored = text === undefined ? {} : parse(text, path);
  const secrets = schema.safeParse({ ...makeSecrets(), ...stored });
  if (!secrets.success) throw damaged(path);
  const isComplete = Object.keys(schema.shape).every((name) => name in stored);
  if (!isComplete) await writePrivately(path, `${JSON.stringify(secrets.data, null, 2)}\n`);
  else await chmod(path, 0o600);
  return secrets.data;
}

function parse(text: string, path: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Told below, in the same words.
  }
  throw damaged(path);
}

function damaged(path: string): StartFailure {
  return new StartFailure(
    `${path} is damaged. Put back a copy; if there is none, delete it and everybody must sign in and switch on notifications again.`,
  );
}

async function writePrivately(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}`;
  const file = await open(temporary, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
