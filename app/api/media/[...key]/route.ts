import { Readable } from "node:stream";
import { ownKey, parseRange } from "#app/_server/media.ts";
import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { stored } from "#app/_server/stored.ts";

/** A clip or a picture of one's own household, whole or in part. */
export const GET = route<{ params: Promise<{ key: string[] }> }>(async (request, { params }) => {
  const actor = await requireApiActor();
  const key = ownKey(actor.householdId, (await params).key);
  const range = parseRange(request.headers.get("range"));
  const object = await stored(key, range).catch((error: Error) => {
    if (error.name === "RangeOutsideObjectError") return null;
    throw error;
  });
  if (!object) return new Response(null, { status: 416 });
  const start = range?.start ?? 0;
  const end = Math.min(range?.end ?? object.bytes - 1, object.bytes - 1);
  const headers = new Headers({
    "content-type": object.contentType,
    "content-length": String(end - start + 1),
    "accept-ranges": "bytes",
    // Keys are never reused for other bytes.
    "cache-control": "private, max-age=86400, immutable",
    "content-security-policy": "default-src 'none'; sandbox",
  });
  if (range) headers.set("content-range", `bytes ${start}-${end}/${object.bytes}`);
  request.signal.addEventListener("abort", () => object.body.destroy(), { once: true });
  const body = Readable.toWeb(object.body) as ReadableStream<Uint8Array>;
  return new Response(body, { status: range ? 206 : 200, headers });
});
