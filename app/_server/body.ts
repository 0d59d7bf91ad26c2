import { AppError } from "#lib/errors.ts";

/** A push subscription, the largest body of our own pages, has under 4 kB. */
const MAX_JSON_BYTES = 16 * 1024;

/**
 * Reads the JSON that one of our own pages sent. Only a page of ours can call it JSON: for another
 * origin, a neighbouring port included, the browser would ask us first, and we never allow it.
 *
 * @throws AppError invalid when it is not called JSON or is larger than 16 kB; SyntaxError
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new AppError("invalid", "notJson");
  const body = await readCapped(request, MAX_JSON_BYTES);
  if (!body) throw new AppError("invalid", "tooLong");
  return JSON.parse(new TextDecoder().decode(body));
}

/**
 * Reads a request's raw bytes.
 *
 * @returns null when they are more than `maxBytes`; the rest is not read.
 */
export async function readCapped(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return null;
  const chunks: Uint8Array[] = [];
  let total = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) break;
    total += part.value.length;
    if (total > maxBytes) {
      await reader?.cancel();
      return null;
    }
    chunks.push(part.value);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
