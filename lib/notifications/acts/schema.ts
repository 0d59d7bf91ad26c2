import { z } from "zod";

/** A key that the device made: with the same key nothing is done twice. */
const key = z.uuid();

/** What a press on a notification's button asks for. */
export const notificationActSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("familiar"), key, decisionId: z.uuid(), personId: z.uuid() }),
  z.object({ action: z.literal("undo"), key, entryId: z.uuid() }),
  z.object({ action: z.literal("snooze"), key, decisionId: z.uuid() }),
  z.object({ action: z.literal("end-snooze"), key, snoozeId: z.uuid() }),
]);

export type NotificationAct = z.infer<typeof notificationActSchema>;
