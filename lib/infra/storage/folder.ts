import { randomUUID } from "node:crypto";
import * as fs from "node:fs/promises";
import { constants, type FileHandle } from "node:fs/promises";
import { dirname, extname, join, resolve } from "node:path";
import {
  assertKey,
  assertPrefix,
  assertRange,
  fromFileError,
  type ObjectBody,
  ObjectNotFoundError,
  type ObjectStore,
} from "./object-store.ts";

export type FolderSettings = {
  kind: "folder";
  /** Made when it does not exist. Relative to the working directory. */
  root: string;
};

/** Objects being written. Same file system as the objects, so that the rename is atomic. */
const INCOMING = ".incoming";
/** Content types that a key's extension does not tell. */
const TYPES = ".types";
/** A write that was cut off longer ago than this is swept away by `check()`. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;
const RENAME_ATTEMPTS = 3;

const TYPE_BY_EXTENSION: Record<string, string> = {
  ".mp4": "video/mp4",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".wav": "audio/wav",
  ".json": "application/json",
};
const FALLBACK_TYPE = "application/octet-stream";

/** An object store in a folder of the local file system: one file an object, at its key's path. */
export function createFolderStore({ root: folder }: FolderSettings): ObjectStore {
  const root = resolve(folder);
  const pathOf = (key: string) => join(root, key);
  const typePathOf = (key: string) => join(root, TYPES, key);

  async function put(key: string, body: ObjectBody, contentType: string): Promise<void> {
    assertKey(key);
    if (impliedType(key) !== contentType) {
      await writeAtomically(root, typePathOf(key), Buffer.from(contentType));
    }
    await writeAtomically(root, pathOf(key), body);
  }

  async function typeOf(key: string): Promise<string> {
    try {
      return await fs.readFile(typePathOf(key), "utf8");
    } catch (error) {
      if (isMissing(error)) return impliedType(key);
      throw error;
    }
  }

  async function open(key: string): Promise<{ handle: FileHandle; bytes: number }> {
    assertKey(key);
    const handle = await fs.open(pathOf(key), "r").catch((error: unknown) => {
      throw isMissing(error) ? new ObjectNotFoundError(key, { cause: error }) : error;
    });
    const stat = await handle.stat();
    if (stat.isFile()) return { handle, bytes: stat.size };
    await handle.close();
    throw new ObjectNotFoundError(key);
  }

  const store: ObjectStore = {
    put,
    async get(key, range) {
      const { handle, bytes } = await open(key);
      try {
        assertRange(range, bytes);
        const contentType = await typeOf(key);
        return { body: handle.createReadStream(range ?? {}), bytes, contentType };
      } catch (error) {
        await handle.close();
        throw error;
      }
    },
    async getToFile(key, path) {
      const { handle } = await open(key);
      await handle.close();
      const partial = `${path}.${randomUUID()}.partial`;
      try {
        await fs.copyFile(pathOf(key), partial, constants.COPYFILE_FICLONE);
        await fs.rename(partial, path);
      } catch (error) {
        await fs.rm(partial, { force: true });
        throw isMissing(error) ? new ObjectNotFoundError(key, { cause: error }) : error;
      }
    },
    async delete(key) {
      assertKey(key);
      await fs.rm(pathOf(key), { force: true });
      await fs.rm(typePathOf(key), { force: true });
    },
    async deletePrefix(prefix) {
      assertPrefix(prefix);
      await fs.rm(pathOf(prefix), { recursive: true, force: true });
      await fs.rm(typePathOf(prefix), { recursive: true, force: true });
    },
    async exists(key) {
      assertKey(key);
      const stat = await fs.stat(pathOf(key)).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      return stat?.isFile() ?? false;
    },
    async check() {
      const key = `check-${randomUUID()}`;
      await put(key, Buffer.from("ok"), FALLBACK_TYPE);
      await store.delete(key);
      await sweepIncoming(root, Date.now() - ABANDONED_AFTER_MS);
    },
  };
  return withNamedErrors(store, root);
}

/** Writes under a temporary name, makes it durable, then gives it its name in one step. */
async function writeAtomically(root: string, target: string, body: ObjectBody): Promise<void> {
  const temporary = join(root, INCOMING, randomUUID());
  await fs.mkdir(dirname(temporary), { recursive: true });
  try {
    if (Buffer.isBuffer(body)) await fs.writeFile(temporary, body);
    else await fs.copyFile(body.file, temporary, constants.COPYFILE_FICLONE);
    await syncToDisk(temporary);
    await moveIntoPlace(temporary, target);
    await syncToDisk(dirname(target));
  } catch (error) {
    await fs.rm(temporary, { force: true });
    throw error;
  }
}

/** A `deletePrefix` may take the folder away between the two steps, hence more than one attempt. */
async function moveIntoPlace(temporary: string, target: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await fs.mkdir(dirname(target), { recursive: true });
    try {
      return await fs.rename(temporary, target);
    } catch (error) {
      if (!isMissing(error) || attempt === RENAME_ATTEMPTS) throw error;
    }
  }
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await fs.open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sweepIncoming(root: string, olderThanMs: number): Promise<void> {
  const folder = join(root, INCOMING);
  for (const name of await fs.readdir(folder)) {
    const path = join(folder, name);
    const stat = await fs.stat(path).catch(() => undefined);
    if (stat && stat.mtimeMs < olderThanMs) await fs.rm(path, { force: true });
  }
}

function impliedType(key: string): string {
  return TYPE_BY_EXTENSION[extname(key)] ?? FALLBACK_TYPE;
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENOTDIR";
}

function withNamedErrors(store: ObjectStore, root: string): ObjectStore {
  const named =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      call(...args).catch((error: unknown) => {
        throw fromFileError(error, root);
      });
  return {
    put: named(store.put),
    get: named(store.get),
    getToFile: named(store.getToFile),
    delete: named(store.delete),
    deletePrefix: named(store.deletePrefix),
    exists: named(store.exists),
    check: named(store.check),
  };
}
