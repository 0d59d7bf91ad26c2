import { getTranslations } from "next-intl/server";
import { readJson } from "#app/_server/body.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { deviceWords } from "#components/push/device-words.ts";
import {
  forgetSubscription,
  removeSubscription,
  saveSubscription,
} from "#lib/notifications/commands.ts";
import { listSubscriptions } from "#lib/notifications/queries.ts";
import { removeDeviceSchema, subscriptionSchema } from "#lib/notifications/schema.ts";

const inputSchema = subscriptionSchema.omit({ device: true });

/** The member's own devices. */
export const GET = route(async () =>
  Response.json(await listSubscriptions(await requireApiActor(), new Date())),
);

/** Remembers this browser. What the device is called follows from its user agent. */
export const POST = route(async (request) => {
  const actor = await requireApiActor();
  const input = inputSchema.parse(await readJson(request));
  const device = deviceWords(
    request.headers.get("user-agent") ?? "",
    await getTranslations("devices"),
  );
  await saveSubscription(actor, { ...input, device });
  return new Response(null, { status: 204 });
});

/** Takes a device off the list by its id, or forgets it by its address. */
export const DELETE = route(async (request) => {
  const actor = await requireApiActor();
  const device = removeDeviceSchema.parse(await readJson(request));
  if ("endpoint" in device) await forgetSubscription(actor, device.endpoint);
  else await removeSubscription(actor, device.subscriptionId, new Date());
  return new Response(null, { status: 204 });
});
