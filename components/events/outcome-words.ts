import type { EventOutcome, EventSummary } from "#lib/events/types.ts";

/** Why there is no face, or no answer, by the slug that is stored with the outcome. */
const reasons: Record<string, string> = {
  // no_face
  nobody: "Nobody was in view",
  "too-dark": "No face: too dark",
  "too-small": "No face: too far away",
  "turned-away": "No face: turned away",
  blurred: "No face: too blurred",
  animal: "No person: a cat or a dog",
  // no_recording
  "ring-kept-none": "No recording: Ring kept none",
  // camera_off
  disabled: "Not looked at: this camera was switched off in Kith",
  "outside-hours": "Not looked at: outside the hours that you set for this camera",
  "class-ignored": "Not looked at: you set this camera to ignore this kind of movement",
  removed: "Not looked at: Ring no longer lists this camera",
  // failed, before there was a recording
  "needs-relink": "No recording: Ring wants you to link your account again",
  "ring-unreachable": "No recording: Ring could not be reached for three days",
  "not-authorised": "No recording: Ring did not allow it",
  "client-refused": "No recording: Ring does not accept this installation's keys",
  "oauth-refused": "No recording: Ring refused to let Kith in",
  "not-found": "No recording: Ring does not know it",
  "bad-request": "No recording: Ring did not understand the question",
  "device-not-found": "No recording: Ring no longer knows this camera",
  "take-encrypted": "No recording: it is end-to-end encrypted, so only your Ring app can open it",
  "corrupt-recording": "No recording: Ring says that it is damaged",
  "redirect-refused": "No recording: it lay at an address that is not Ring's",
  "too-large": "No recording: it is larger than Kith accepts",
  // failed, with a recording
  "clip-empty": "Could not read the recording: it was empty",
  "clip-truncated": "Could not read the recording: it was cut short",
  "unknown-format":
    "Could not read the recording: if end-to-end encryption is on, only your Ring app can open it",
  "not-a-video": "Could not read the recording: it was no video",
  "no-video-stream": "Could not read the recording: it has no picture",
  "no-frames": "Could not read the recording: it has no picture",
  // failed, whatever the step
  "gave-up": "Not looked at: it failed again and again",
  "worker-died": "Not looked at: looking at it ended Kith's worker each time",
};

const outcomes: Record<EventOutcome, string> = {
  recognised: "Its faces were forgotten, or said to be no faces",
  no_face: "No face was in view",
  no_recording: "No recording: Ring kept none",
  camera_off: "Not looked at: this camera was switched off in Kith",
  late: "Not looked at: Kith heard of it too late",
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
