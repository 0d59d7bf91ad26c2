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

/** The object's key from the path. @throws AppError not-found for another household's, or a crooked one. */
export function ownKey(householdId: string, segments: readonly string[]): string {
  const plain = segments.every((segment) => /^[\w=-][\w.=-]*$/.test(segment));
  if (!plain || segments.length < 3 || segments[0] !== "households" || segments[1] !== householdId)
    throw new AppError("not-found", "noSuchAddress");
  return segments.join("/");
}
