import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { removedDevices } from "#lib/notifications/queries.ts";

/** The member's devices that can be had back. */
export const GET = route(async () => Response.json(await removedDevices(await requireApiActor())));
