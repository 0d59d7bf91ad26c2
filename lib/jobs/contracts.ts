/**
 * Every job: its payload (ids, and what no row tells; state is read again when it runs) and how it is
 * run.
 *
 * `maxAttempts` counts runs that failed or died; a postponed run costs none. `lane` keeps slow work
 * from holding up quick work: a worker runs each lane with its own concurrency. What waits for Ring's
 * media and lists, or for a mail server, is `fetching`: they may be silent for minutes, and an alert
 * must not wait for that.
 * `stills` are fetched and looked at beside both: they are what the first alert waits for. `unhurried` is
 * heavy work for a page and on what has been: an event's recording must not wait behind it.
 */
export type JobPayloads = {
  "receive-event": { deliveryId: string };
  "look-at-still": { eventId: string; offsetMs: number };
  "fetch-clip": { eventId: string };
  "analyse-clip": { eventId: string };
  "refetch-clip": { eventId: string };
  "decide-notifications": { eventId: string };
  "send-notification": { notificationId: string };
  "send-mail": { notificationId: string };
  "send-test": { subscriptionId: string };
  "send-digest": { householdId: string; accountId: string };
  "tend-devices": Record<string, never>;
  "sync-cameras": { ringAccountId: string };
  "sync-all-cameras": Record<string, never>;
  "take-frame": { cameraId: string };
  "complete-link": { ringAccountId: string };
  "tend-ring-accounts": Record<string, never>;
  "seal-embeddings": Record<string, never>;
  "refresh-tokens": { ringAccountId: string };
  "keep-ledger": Record<string, never>;
  "compare-history": { ringAccountId: string };
  "erase-ring-account": { ringAccountId: string; cause: "disconnected" | "removed-in-ring" };
  "erase-camera": { cameraId: string };
  "recognise-again": { householdId: string };
  "recognise-all-again": Record<string, never>;
  "tidy-people": Record<string, never>;
  "expire-markings": Record<string, never>;
  "erase-person": { personId: string };
  "fetch-models": { embedderSet: string };
  /** Of the faces that came before this one; of all without. */
  "embed-again": { householdId: string; before?: string };
  "tend-embedders": Record<string, never>;
  "delete-objects": { householdId: string; keys: string[] };
  "calibrate-households": Record<string, never>;
  "calibrate-household": { householdId: string };
  "make-bundle": { householdId: string; bundleId: string };
  "look-at-photo": { householdId: string; enrolmentId: string; photoId: string };
  "tidy-enrolments": Record<string, never>;
  "tidy-bundles": Record<string, never>;
  "end-recordings": Record<string, never>;
  "delete-records": Record<string, never>;
};

export type JobName = keyof JobPayloads;

export type Lane = "quick" | "stills" | "fetching" | "heavy" | "unhurried";

export const contracts = {
  "receive-event": { maxAttempts: 8, lane: "quick" },
  "look-at-still": { maxAttempts: 3, lane: "stills" },
  "fetch-clip": { maxAttempts: 8, lane: "fetching" },
  "analyse-clip": { maxAttempts: 5, lane: "heavy" },
  "refetch-clip": { maxAttempts: 5, lane: "fetching" },
  "decide-notifications": { maxAttempts: 8, lane: "quick" },
  "send-notification": { maxAttempts: 6, lane: "quick" },
  "send-mail": { maxAttempts: 9, lane: "fetching" },
  "send-test": { maxAttempts: 1, lane: "quick" },
  "send-digest": { maxAttempts: 8, lane: "quick" },
  "tend-devices": { maxAttempts: 3, lane: "quick" },
  "sync-cameras": { maxAttempts: 6, lane: "fetching" },
  "sync-all-cameras": { maxAttempts: 3, lane: "quick" },
  "take-frame": { maxAttempts: 5, lane: "heavy" },
  "complete-link": { maxAttempts: 8, lane: "fetching" },
  "tend-ring-accounts": { maxAttempts: 3, lane: "quick" },
  "seal-embeddings": { maxAttempts: 3, lane: "quick" },
  "refresh-tokens": { maxAttempts: 8, lane: "fetching" },
  "keep-ledger": { maxAttempts: 3, lane: "quick" },
  "compare-history": { maxAttempts: 4, lane: "fetching" },
  "erase-ring-account": { maxAttempts: 8, lane: "quick" },
  "erase-camera": { maxAttempts: 8, lane: "quick" },
  "recognise-again": { maxAttempts: 5, lane: "unhurried" },
  "recognise-all-again": { maxAttempts: 3, lane: "quick" },
  "tidy-people": { maxAttempts: 3, lane: "quick" },
  "expire-markings": { maxAttempts: 8, lane: "quick" },
  "erase-person": { maxAttempts: 8, lane: "quick" },
  "fetch-models": { maxAttempts: 8, lane: "fetching" },
  "embed-again": { maxAttempts: 8, lane: "unhurried" },
  "tend-embedders": { maxAttempts: 3, lane: "quick" },
  "delete-objects": { maxAttempts: 8, lane: "quick" },
  "calibrate-households": { maxAttempts: 3, lane: "quick" },
  "calibrate-household": { maxAttempts: 3, lane: "unhurried" },
  "make-bundle": { maxAttempts: 3, lane: "unhurried" },
  "look-at-photo": { maxAttempts: 5, lane: "unhurried" },
  "tidy-enrolments": { maxAttempts: 3, lane: "quick" },
  "tidy-bundles": { maxAttempts: 3, lane: "quick" },
  "end-recordings": { maxAttempts: 3, lane: "quick" },
  "delete-records": { maxAttempts: 3, lane: "quick" },
} satisfies Record<JobName, { maxAttempts: number; lane: Lane }>;

/** Jobs that come by themselves: minute, hour, day, month, weekday, in UTC. */
export const timetable = [
  { task: "tend-ring-accounts", match: "17 * * * *" },
  { task: "seal-embeddings", match: "27 * * * *" },
  { task: "keep-ledger", match: "47 * * * *" },
  { task: "tend-devices", match: "57 * * * *" },
  { task: "sync-all-cameras", match: "43 */6 * * *" },
  { task: "recognise-all-again", match: "7 * * * *" },
  { task: "expire-markings", match: "3 * * * *" },
  { task: "tidy-people", match: "23 3 * * *" },
  { task: "calibrate-households", match: "37 * * * *" },
  { task: "tend-embedders", match: "53 * * * *" },
  { task: "tidy-bundles", match: "13 * * * *" },
  { task: "tidy-enrolments", match: "19 * * * *" },
  { task: "end-recordings", match: "33 2 * * *" },
  { task: "delete-records", match: "43 2 * * *" },
] satisfies readonly { task: JobName; match: string }[];
