import type { EventOutcome, EventSummary } from "#lib/events/types.ts";

/** Why there is no face, or no answer, by the slug that is stored with the outcome. */
const reasons: Record<string, string> = {
  // no_face
  nobody: "Nobody was in view",
  "too-dark": "No face: too dark",
  "too-small": "No face: too far away",
  "turned-away": "No face: turned away",
  blurred: "No face: too blurred",
  // no_recording
  "needs-relink": "No recording: Ring wants you to link your account again",
  "not-authorised": "No recording: Ring did not allow it",
  "client-refused": "No recording: Ring does not accept this installation's keys",
  "not-found": "No recording: Ring kept none",
  "gave-up": "No recording: Ring had none ready in time",
  // failed
  "clip-empty": "Could not read the recording: it was empty",
  "clip-truncated": "Could not read the recording: it was cut short",
  "not-a-video": "Could not read the recording: it was no video",
  "no-video-stream": "Could not read the recording: it has no picture",
  "no-frames": "Could not read the recording: it has no picture",
  "too-large": "Could not read the recording: it was too large",
  "redirect-refused": "Could not fetch the recording: it lay at an address that is not Ring's",
};

const outcomes: Record<EventOutcome, string> = {
  recognised: "Recognised",
  no_face: "No face was in view",
  no_recording: "No recording: Ring kept none",
  camera_off: "Not looked at: this camera is switched off in Kith",
  late: "Not looked at: Ring told us too late",
  failed: "Could not read the recording",
};

/** How an event ended, in words; "Looking…" while it is on its way. */
export function outcomeWords({
  outcome,
  outcomeReason,
}: Pick<EventSummary, "outcome" | "outcomeReason">): string {
  if (outcome === null) return "Looking…";
  const specific = outcomeReason === null ? undefined : reasons[outcomeReason];
  return (outcome !== "recognised" && specific) || outcomes[outcome];
}
