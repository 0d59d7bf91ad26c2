import { AppError } from "#lib/errors.ts";
import type { ByteRange } from "#lib/infra/storage.ts";

/** Reads one `bytes=` range as browsers send it. Undefined for none, or one that we do not serve. */
export function parseRange(header: string | null): ByteRange | undefined {
  const match = header?.match(/^bytes=(\d+)-(\d*)$/);
  if (!match?.[1]) return undefined;
  const start = Number(match[1]);
  if (!match[2]) return { start };
  const end = Number(match[2]);
  return end < start ? undefined : { start, end };
}

/** What pages show. A bundle is handed out by a route of its own, which notes who took it and when it ends. */
const SHOWN = new Set(["events", "cameras", "enrolments"]);

/**
 * The object's key from the path.
 *
 * @throws AppError not-found for another household's, a crooked one, and what no page shows
 */
export function ownKey(householdId: string, segments: readonly string[]): string {
  const [root, household, folder = "", ...rest] = segments;
  const plain = segments.every((segment) => /^[\w=-][\w.=-]*$/.test(segment));
  const isOwn = root === "households" && household === householdId;
  if (!plain || !isOwn || !SHOWN.has(folder) || rest.length === 0)
    throw new AppError("not-found", "noSuchAddress");
  return segments.join("/");
}
