import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { recordReceipt } from "#lib/notifications/delivery/commands.ts";

type Context = { params: Promise<{ subscriptionId: string }> };

/** A device says that it has shown a message. The message brought the token: nobody need be signed in. */
export const POST = route<Context>(async (request, { params }) => {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  await recordReceipt(pathId((await params).subscriptionId), token, new Date());
  return new Response(null, { status: 204 });
});
