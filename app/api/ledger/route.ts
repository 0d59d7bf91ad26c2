import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { ledgerVerdict } from "#lib/ledger/queries.ts";

/** The answer to "Did I miss anything?" */
export const GET = route(async () => {
  const actor = await requireApiActor();
  return Response.json(await ledgerVerdict(actor, new Date()));
});
