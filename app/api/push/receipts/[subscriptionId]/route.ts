import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { recordReceipt } from "#lib/notifications/delivery/commands.ts";
import { reviewLeft } from "#lib/review/queries.ts";

type Context = { params: Promise<{ subscriptionId: string }> };

/**
 * A device says that it has shown a message, and hears how many questions are left, for the badge of the
 * app's icon. The message brought the token: nobody need be signed in.
 */
export const POST = route<Context>(async (request, { params }) => {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const household = await recordReceipt(pathId((await params).subscriptionId), token, new Date());
  const questions = household ? (await reviewLeft(household)).questions : 0;
  return Response.json({ questions });
});
