import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { listCameras } from "#lib/cameras/queries.ts";

/** The household's cameras with their zones and settings. */
export const GET = route(async () => Response.json(await listCameras(await requireApiActor())));
