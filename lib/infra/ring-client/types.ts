/** What callers give to and get from the Ring client. */
export interface RingClientSettings {
  /** Without a trailing slash. */
  apiBaseUrl: string;
  oauthTokenUrl: string;
  clientId: string;
  clientSecret: string;
  /** Hosts that a media redirect may lead to; `*` stands for part of one label. */
  mediaHostAllowlist: readonly string[];
  /** Emulator only: loopback media hosts, over http too. */
  allowInsecureMedia: boolean;
  mediaMaxBytes: number;
  /** Longest silence during a download; 15 s. */
  mediaIdleMs?: number;
  /** Longest download; 120 s, as the app API's clients use. */
  mediaTotalMs?: number;
  /** Longest wait for any other answer; 15 s. */
  requestTimeoutMs?: number;
  /** Of this client, over all of Ring's hosts that count calls; 50. */
  maxCallsPerSecond?: number;
  now?: () => Date;
}

export interface RingTokens {
  accessToken: string;
  refreshToken: string;
  /** When the access token ends: about four hours on. */
  expiresAt: Date;
  scope: string;
}

export interface ClipOrder {
  deviceId: string;
  timestampMs: number;
  /** At most 900000. */
  durationMs: number;
  toFile: string;
  signal?: AbortSignal;
}

export interface ClipReceipt {
  bytes: number;
  /** Where the recording really starts, epoch ms. */
  startedAtMs: number;
  /** Named by Ring for partial clips only. */
  lengthMs: number | null;
  /** Ring had only part of the range: it runs past now, or the recording is shorter. */
  partial: boolean;
}

export interface ImageOrder {
  deviceId: string;
  timestampMs: number;
  toFile: string;
  format?: "jpeg" | "png";
  signal?: AbortSignal;
}

export interface ImageReceipt {
  bytes: number;
  /** The frame's own time, epoch ms. */
  takenAtMs: number;
}
