import { z } from "zod";

const text = z.string().min(1);
const optionalText = z.preprocess((value) => (value === "" ? undefined : value), text.optional());
const seconds = (fallback: number) => z.coerce.number().int().min(0).default(fallback);
const days = (fallback: number) => z.coerce.number().min(0).default(fallback);
const optionalSmtpUrl = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z.url({ protocol: /^smtps?$/ }).optional(),
);
const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");
const list = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((value) => value.split(",").flatMap((item) => item.trim() || []));

/**
 * Every setting of the web and the worker process. `npm start` fills in what is not set: an embedded
 * Postgres, a folder, generated secrets, the emulator. The README's table says the same in words.
 */
const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce.number().int().default(3000),
  DATA_DIR: text.default("data"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),

  DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/ }),
  /** Shorter than Ring waits for an answer; the worker waits for the database as long as it takes. */
  DATABASE_TIMEOUT_S: z.coerce.number().positive().default(4),

  NEXTAUTH_URL: z.url().default("http://localhost:3000"),
  NEXTAUTH_SECRET: text.min(32),
  /** "id:base64 of 32 bytes", comma separated, first = current: encrypts tokens and embeddings at rest. */
  TOKEN_KEYS: text,

  S3_BUCKET: optionalText,
  S3_REGION: text.default("us-east-1"),
  S3_ENDPOINT: optionalText,
  S3_ACCESS_KEY_ID: optionalText,
  S3_SECRET_ACCESS_KEY: optionalText,

  MODELS_DIR: optionalText,

  VAPID_PUBLIC_KEY: text,
  VAPID_PRIVATE_KEY: text,
  VAPID_SUBJECT: text.default("mailto:owner@localhost"),
  /** Hosts of push services that a browser may name; `*` stands for one or more labels. */
  PUSH_HOST_ALLOWLIST: list(
    "fcm.googleapis.com,*.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com",
  ),

  /** smtp:// or smtps://, with user and password; without it no e-mail is sent. */
  SMTP_URL: optionalSmtpUrl,
  SMTP_FROM: text.default("Kith <kith@localhost>"),
  SMTP_TIMEOUT_S: z.coerce.number().positive().default(15),

  RING_API_BASE_URL: z.url().default("https://api.amazonvision.com"),
  RING_OAUTH_TOKEN_URL: z.url().default("https://oauth.ring.com/oauth/token"),
  RING_CLIENT_ID: text,
  RING_CLIENT_SECRET: text,
  RING_HMAC_KEYS: list("").pipe(z.array(text).min(1)),
  RING_HMAC_KEY_ENCODING: z.enum(["utf8", "base64"]).default("utf8"),
  RING_SIGNATURE_HEADER: text.default("x-signature"),
  RING_BAD_SIGNATURE_STATUS: z.enum(["401", "503"]).default("401").transform(Number),
  /** Ring allows 100 calls a second to all processes of a client id together. */
  RING_MAX_RPS: z.coerce.number().positive().max(100).default(50),
  RING_TIMEOUT_S: z.coerce.number().positive().default(15),
  RING_MEDIA_DEADLINE_S: z.coerce.number().positive().default(120),
  /** How old Ring's redirect to the account link page may be, and how far ahead Ring's clock. */
  RING_LINK_MAX_AGE_S: seconds(600),
  RING_LINK_FUTURE_SKEW_MS: z.coerce.number().int().min(0).default(30_000),
  RING_MEDIA_HOST_ALLOWLIST: list(
    "download-*.prod.phoenix.devices.amazon.dev,media.api.amazonvision.com",
  ),
  RING_MEDIA_MAX_BYTES: z.coerce
    .number()
    .int()
    .default(200 * 1024 * 1024),
  /** 1 = the other side is the emulator: http and loopback media hosts are allowed. */
  RING_EMULATOR: flag,
  RING_CLIP_PRE_MS: z.coerce.number().int().min(0).default(2000),
  RING_CLIP_DURATION_MS: z.coerce.number().int().min(1000).max(900_000).default(20_000),
  /** Waits between tries while Ring has no recording yet; the last one repeats. */
  RING_CLIP_RETRY_SCHEDULE_S: list("5,10,20,30")
    .transform((items) => items.map(Number))
    .pipe(z.array(z.number().positive()).min(1)),
  RING_CLIP_GIVE_UP_S: seconds(120),
  RING_NOTIFY_MAX_AGE_S: seconds(600),
  RING_WEBHOOK_MAX_AGE_S: seconds(80 * 3600),
  /** How long a camera that Ring no longer lists may come back before it is erased. */
  RING_DEVICE_GRACE_DAYS: days(7),
  /** "x,y,width,height;…" in unit coordinates: Ring's burned-in logo and caption. */
  RING_WATERMARK_MASK: z.string().default("0,0,0.2,0.08;0.6,0,0.4,0.08"),

  VISIT_GAP_S: seconds(90),
  /** A visit takes in no event that would make it longer. */
  VISIT_LONGEST_S: seconds(1800),
  /** How long an alert waits for recognition before it goes out without. */
  RECOGNITION_DEADLINE_S: seconds(30),

  /** Unregistered people unseen for so long keep one face per viewing angle, or leave the shelf. */
  UNREGISTERED_TRIM_DAYS: days(90),
  UNREGISTERED_ARCHIVE_DAYS: days(90),
  /** How long recordings are kept at most; a household may choose less. */
  RECORDING_DAYS: z.coerce.number().int().min(1).default(90),
  /** How long Ring's webhooks, who did what, and who was told are kept: rules are tried on a month of it. */
  RECORD_DAYS: z.coerce.number().int().min(31).default(90),
  /** How long a person who is to be forgotten can be had back. */
  FORGET_GRACE_DAYS: z.coerce.number().min(0).default(7),

  DEMO_EMAIL: optionalText,
  DEMO_PASSWORD: optionalText,
});

export type Env = z.infer<typeof schema>;

export const settingNames = Object.keys(schema.shape);

let cached: Env | undefined;

/**
 * The settings, read on first use.
 *
 * @throws when any is missing or malformed, with every problem listed.
 */
export function env(): Env {
  if (cached) return cached;
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `  ${issue.path.join(".")}: ${issue.message}`,
    );
    throw new Error(`These settings need attention:\n${problems.join("\n")}`);
  }
  cached = parsed.data;
  return cached;
}

/** For tests: the next `env()` reads the environment again. */
export function forgetEnv(): void {
  cached = undefined;
}
