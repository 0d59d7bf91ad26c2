import { pushTo } from "#lib/infra/web-push.ts";
import { recordTest } from "#lib/notifications/delivery/commands.ts";
import { testMessage } from "#lib/notifications/delivery/queries.ts";
import type { Task } from "../task.ts";

/** Sends the message of the test button, once: whoever pressed it looks at the phone and sees. */
export const sendTest: Task<"send-test"> = {
  async run({ subscriptionId }, { now }) {
    const sentAt = now();
    const message = await testMessage(subscriptionId, sentAt);
    if (!message) return;
    const result = await pushTo(message.address, JSON.stringify(message.payload), {
      ...{ urgency: "high", timeToLiveS: 3600 },
    });
    await recordTest(subscriptionId, result, sentAt, now());
  },
  async buried() {
    // The device shows no new "last reached", which is what the button is there to find out.
  },
};
