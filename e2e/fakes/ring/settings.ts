/** What one emulator can be set to. Times in contract milliseconds unless a name says otherwise. */
import { z } from "zod";

export const settingsSchema = z.strictObject({
  /** Where signed webhooks go; null sends none. */
  webhookUrl: z.string().nullable(),
  hmacKey: z.string(),
  /** The product's other key, which scenario W6 signs with. */
  secondHmacKey: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  timeScale: z.number().positive(),
  /** Account and device ids are a function of it, and so are draws. */
  seed: z.number().int(),
  /** Names this run: request ids and tokens are a function of seed and run, so a restart repeats none. */
  run: z.string(),
  /** From an event to the moment its clip can be fetched. */
  recordingDelayMs: z.number().nonnegative(),
  /** From an event to the moment its frames can be fetched. */
  imageDelayMs: z.number().nonnegative(),
  /** Whether a clip comes by redirect to the media origin or in the API's own answer. */
  clipDelivery: z.enum(["redirect", "direct"]),
  clipRedirectStatus: z.union([301, 302, 303, 307].map((status) => z.literal(status))),
  accessTokenSeconds: z.number().positive(),
  /** How long a refresh token stays good after it was used. */
  refreshGraceMs: z.number().nonnegative(),
  /** Whether a used refresh token that comes again ends every token of its account. */
  revokesFamilyOnReuse: z.boolean(),
  /** Whether a completed link is told of by webhooks: the integration, then each device. */
  announcesLinks: z.boolean(),
  /** Wall-clock milliseconds that a webhook may take: 5000 in the contract, never scaled. */
  webhookTimeoutMs: z.number().positive(),
  /** So many 4xx in a row within a day disable the endpoint; null never does. */
  disablesAfterRefusals: z.number().int().positive().nullable(),
  /** Lifetime of a media URL. */
  mediaUrlMs: z.number().positive(),
  /** Oddities of the history that were seen live. */
  historyIgnoresTypes: z.boolean(),
  historyOmitsLinks: z.boolean(),
  historyDropsFilter: z.boolean(),
  /** Of the account to the app, where it is sold: none, an active one, or an answer of 422. */
  subscription: z.enum(["none", "active", "refused"]),
  /** Accept tokens that an earlier process with the same seed issued, as a restarted demo needs. */
  tokensOutliveRestart: z.boolean(),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Invented keys of the issued form. */
export const DEFAULT_HMAC_KEY = "dGVzdC1rZXktZm9yLWxvY2FsLWVtdWxhdG9yLW9ubHk=";
export const SECOND_HMAC_KEY = "c2Vjb25kLWtleS1mb3ItbG9jYWwtZW11bGF0b3Itb25seQ==";

export const DEFAULTS: Settings = {
  webhookUrl: null,
  hmacKey: DEFAULT_HMAC_KEY,
  secondHmacKey: SECOND_HMAC_KEY,
  clientId: "emulator-client",
  clientSecret: "emulator-secret",
  timeScale: 1,
  seed: 1,
  run: "0",
  recordingDelayMs: 6_000,
  imageDelayMs: 2_000,
  clipDelivery: "redirect",
  clipRedirectStatus: 303,
  accessTokenSeconds: 14_400,
  refreshGraceMs: 0,
  revokesFamilyOnReuse: false,
  announcesLinks: true,
  webhookTimeoutMs: 5_000,
  disablesAfterRefusals: null,
  mediaUrlMs: 900_000,
  historyIgnoresTypes: false,
  historyOmitsLinks: false,
  historyDropsFilter: false,
  subscription: "none",
  tokensOutliveRestart: false,
};
