import { sendDigest } from "#lib/alerts/digest/commands.ts";
import type { Task } from "../task.ts";

/** Sends a member what was kept for the day's one message. */
export const sendDigestTask: Task<"send-digest"> = {
  run: (member, { now }) => sendDigest(member, now()),
  async buried() {
    // What is kept stays so, and goes with the next digest.
  },
};
