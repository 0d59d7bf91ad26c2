/**
 * The named scenarios of the contract (section 13.4) that are combinations of faults. The others
 * (webhook order, links, crashes) are played by a test through events and news.
 */
import type { FaultsInput } from "./faults.ts";

const always = 1_000_000;
const status = (code: number, times = 1, headers: Record<string, string> = {}) => ({
  kind: "status" as const,
  status: code,
  times,
  headers,
});

const SCENARIOS: Record<string, FaultsInput> = {
  C1: { clip: [{ ...status(425, 3), code: "RECORDING_NOT_READY" }] },
  C2: { "clip-body": [status(404)] },
  C3: { clip: [{ ...status(416, always), code: "TIMESTAMP_NOT_FOUND" }] },
  C4: { "clip-body": [{ kind: "partial", lengthMs: 6000 }] },
  "C5-truncated": { "clip-body": [{ kind: "truncated" }] },
  "C5-half-file": { "clip-body": [{ kind: "half-file" }] },
  "C5-empty": { "clip-body": [{ kind: "empty" }] },
  "C5-html": { "clip-body": [{ kind: "html" }] },
  C6: { "clip-body": [status(403)] },
  "C7-loopback": { clip: [{ kind: "redirect", location: "http://127.0.0.1:9/clip.mp4" }] },
  "C7-metadata": { clip: [{ kind: "redirect", location: "http://169.254.169.254/latest" }] },
  "C7-host": { clip: [{ kind: "redirect", location: "https://media.example.com/clip.mp4" }] },
  "C8-slow": { "clip-body": [{ kind: "slow", bytesPerSecond: 20 }] },
  "C8-stall": { "clip-body": [{ kind: "stall" }] },
  "C9-garbage": { "clip-body": [{ kind: "garbage", times: always }] },
  "C9-refused": { clip: [{ ...status(422, always), code: "CORRUPT_RECORDING" }] },
  A1: { clip: [status(401)] },
  A4: { token: [{ ...status(400, always), code: "invalid_grant" }] },
  A5: { token: [status(500, 2), { kind: "hang" }] },
  A6: { "users-me": [status(403, 2)] },
  "R1-seconds": { clip: [status(429, 1, { "retry-after": "2" })] },
  "R1-absent": { clip: [status(429)] },
  "R1-huge": { clip: [status(429, 1, { "retry-after": "99999" })] },
  L3: { integrations: [{ kind: "pass" }, status(500, 2)] },
  R2: { clip: [status(500), status(502), status(503), status(504), { kind: "reset" }] },
};

/** The faults of a scenario by its name in the contract. Throws for an unknown name. */
export function scenarioFaults(id: string): FaultsInput {
  const faults = SCENARIOS[id];
  if (!faults) throw new Error(`no scenario ${id}; there are ${Object.keys(SCENARIOS).join(" ")}`);
  return structuredClone(faults);
}
