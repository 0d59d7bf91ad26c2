import pino from "pino";

/** JSON lines on stdout. One wide event per request and per job; never a picture, face or token. */
export const logger = pino({
  // Not through env(): the log must work before, and when, the settings are wrong.
  level: process.env.LOG_LEVEL || "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["*.accessToken", "*.refreshToken", "*.password", "*.code"],
});
