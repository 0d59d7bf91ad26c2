/**
 * Terminology
 *
 * - **object**: one clip, picture or document, addressed by its key.
 * - **key**: `households/<id>/clips/<id>.mp4`; segments of letters, digits and `._=-`, joined by `/`.
 * - **prefix**: a key's beginning that ends with `/`, as a folder does.
 */
import type { Readable } from "node:stream";

/** First and last byte, both included, counted from 0. Without `end`: to the object's last byte. */
export type ByteRange = { start: number; end?: number };

/** What to store: bytes in memory, or a file that is read as it is sent. */
export type ObjectBody = Buffer | { file: string };

export type StoredObject = {
  /** The bytes asked for. Read it to the end or `destroy()` it: it holds a file or a connection. */
  body: Readable;
  /** Size of the whole object in bytes, also when a range was asked for. */
  bytes: number;
  contentType: string;
};

/**
 * Where clips and pictures live. Any call may throw a {@link StorageUnavailableError}; the job that
 * meets one comes back later, and nothing is lost.
 */
export interface ObjectStore {
  /** Stores or replaces. Readers see the old object or the new one, never a part. */
  put(key: string, body: ObjectBody, contentType: string): Promise<void>;
  /** @throws ObjectNotFoundError, RangeOutsideObjectError */
  get(key: string, range?: ByteRange): Promise<StoredObject>;
  /** Writes the object to `path`, which appears complete or not at all. @throws ObjectNotFoundError */
  getToFile(key: string, path: string): Promise<void>;
  /** Deleting what does not exist is no error. */
  delete(key: string): Promise<void>;
  /** Deletes every object whose key begins with `prefix`, which must end with `/`. */
  deletePrefix(prefix: string): Promise<void>;
  exists(key: string): Promise<boolean>;
  /** Writes and deletes a tiny object. Resolves when the store can be used. */
  check(): Promise<void>;
}

/** The store cannot be used just now. Not the object's fault: try again later. */
export class StorageUnavailableError extends Error {
  override readonly name: string = "StorageUnavailableError";
}

/** No room is left, or a quota is used up. */
export class StorageFullError extends StorageUnavailableError {
  override readonly name = "StorageFullError";
}

/** The store does not answer, or refuses us altogether. */
export class StorageUnreachableError extends StorageUnavailableError {
  override readonly name = "StorageUnreachableError";
}

/** There is no object with this key. */
export class ObjectNotFoundError extends Error {
  override readonly name = "ObjectNotFoundError";
  readonly key: string;

  constructor(key: string, options?: ErrorOptions) {
    super(`There is no object "${key}" in the store.`, options);
    this.key = key;
  }
}

/** The range begins behind the object's last byte: HTTP's 416. */
export class RangeOutsideObjectError extends Error {
  override readonly name = "RangeOutsideObjectError";
}

/** The key could leave the store's folder, or is reserved for the store itself. */
export class InvalidKeyError extends Error {
  override readonly name = "InvalidKeyError";
}

/** S3 allows 1024 bytes in a key; a quarter is left for the folder in front of it (PATH_MAX 4096). */
const MAX_KEY_LENGTH = 768;
/** NAME_MAX is 255 on Linux and macOS; the rest is room for suffixes. */
const MAX_SEGMENT_LENGTH = 200;
// A leading dot is refused: it would allow `..`, and the folder store keeps its own files under it.
const SEGMENT = /^[A-Za-z0-9_=-][A-Za-z0-9._=-]*$/;

/** @throws InvalidKeyError unless `key` is made of plain segments. */
export function assertKey(key: string): void {
  const plain = key
    .split("/")
    .every((segment) => SEGMENT.test(segment) && segment.length <= MAX_SEGMENT_LENGTH);
  if (!plain || key.length > MAX_KEY_LENGTH) {
    throw new InvalidKeyError(`"${key.slice(0, 100)}" is not a key for the object store.`);
  }
}

/** @throws InvalidKeyError unless `prefix` is a key followed by `/`. */
export function assertPrefix(prefix: string): void {
  if (!prefix.endsWith("/")) {
    throw new InvalidKeyError(`The prefix "${prefix.slice(0, 100)}" must end with "/".`);
  }
  assertKey(prefix.slice(0, -1));
}

/** @throws RangeOutsideObjectError */
export function assertRange(range: ByteRange | undefined, bytes: number): void {
  if (range && (range.start >= bytes || range.start < 0)) {
    throw new RangeOutsideObjectError(
      `Byte ${range.start} is outside an object of ${bytes} bytes.`,
    );
  }
}

const OUT_OF_SPACE = new Set(["ENOSPC", "EDQUOT"]);
const UNUSABLE_DISK = new Set(
  "EACCES EPERM EROFS EIO ENODEV ESTALE EMFILE ENOTDIR EEXIST".split(" "),
);

/** Names the trouble in a file-system error; an error of any other kind comes back as it is. */
export function fromFileError(error: unknown, where: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (OUT_OF_SPACE.has(code)) {
    return new StorageFullError(
      `No space is left at ${where} (${code}). Free some space or move the data to a larger disk; recordings that wait are stored then.`,
      { cause: error },
    );
  }
  if (UNUSABLE_DISK.has(code)) {
    return new StorageUnreachableError(
      `${where} cannot be used (${code}). Check that the disk is present and that this user may write there.`,
      { cause: error },
    );
  }
  return error;
}
