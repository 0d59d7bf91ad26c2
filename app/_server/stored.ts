import { AppError } from "#lib/errors.ts";
import type { ByteRange } from "#lib/infra/storage.ts";
import { store } from "#lib/infra/store.ts";

const gone = new Set(["ObjectNotFoundError", "InvalidKeyError"]);

/** An object of the store. @throws AppError not-found; RangeOutsideObjectError as the store */
export async function stored(key: string, range?: ByteRange) {
  try {
    return await store().get(key, range);
  } catch (error) {
    if (error instanceof Error && gone.has(error.name))
      throw new AppError("not-found", "noSuchAddress");
    throw error;
  }
}
