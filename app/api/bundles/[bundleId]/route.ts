import { Readable } from "node:stream";
import { pathId } from "#app/_server/path-id.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { deleteBundle, handOutBundle } from "#lib/bundles/commands.ts";
import { store } from "#lib/infra/store.ts";

type Place = { params: Promise<{ bundleId: string }> };

/** An evidence bundle, to be saved as a file. */
export const GET = route<Place>(async (request, { params }) => {
  const actor = await requireApiActor();
  const bundleId = pathId((await params).bundleId);
  const { storageKey, fileName } = await handOutBundle(actor, bundleId, new Date());
  const { body, bytes } = await store().get(storageKey);
  request.signal.addEventListener("abort", () => body.destroy(), { once: true });
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "application/zip",
      "content-length": String(bytes),
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "private, no-store",
    },
  });
});

/** Ends the making of an evidence bundle, or deletes it. */
export const DELETE = route<Place>(async (_, { params }) => {
  await deleteBundle(await requireApiActor(), pathId((await params).bundleId));
  return new Response(null, { status: 204 });
});
