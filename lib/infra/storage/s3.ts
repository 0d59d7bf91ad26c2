import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  assertKey,
  assertPrefix,
  fromFileError,
  ObjectNotFoundError,
  type ObjectStore,
  RangeOutsideObjectError,
  StorageFullError,
  StorageUnreachableError,
} from "./object-store.ts";

export type S3Settings = {
  kind: "s3";
  bucket: string;
  region: string;
  /** Another S3 than Amazon's: MinIO, R2, Garage, … */
  endpoint?: string | undefined;
  /** `https://host/bucket/key` instead of `https://bucket.host/key`; most own servers need it. */
  forcePathStyle?: boolean | undefined;
  /** Without the two keys, the SDK looks where it always looks (environment, profile, instance role). */
  accessKeyId?: string | undefined;
  secretAccessKey?: string | undefined;
};

const CONNECT_TIMEOUT_MS = 5_000;
/** No byte for this long ends a request; a whole clip may take longer. */
const IDLE_TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;
const FALLBACK_TYPE = "application/octet-stream";

/** An object store in a bucket of S3, or of anything that speaks S3's protocol. */
export function createS3Store(settings: S3Settings): ObjectStore {
  const client = new S3Client(clientOptions(settings));
  const Bucket = settings.bucket;

  /** Runs one request and names what went wrong. */
  async function run<T>(key: string, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw fromS3Error(error, key, Bucket);
    }
  }

  const store: ObjectStore = {
    async put(key, body, contentType) {
      assertKey(key);
      const send = (Body: Buffer | Readable, ContentLength: number) =>
        run(key, () =>
          client.send(
            new PutObjectCommand({
              Bucket,
              Key: key,
              ContentType: contentType,
              Body,
              ContentLength,
            }),
          ),
        );
      if (Buffer.isBuffer(body)) await send(body, body.length);
      else await readingFile(body.file, send);
    },
    async get(key, range) {
      assertKey(key);
      const Range = range && `bytes=${range.start}-${range.end ?? ""}`;
      const reply = await run(key, () =>
        client.send(new GetObjectCommand({ Bucket, Key: key, Range })),
      );
      return {
        body: reply.Body as Readable,
        bytes: totalBytes(reply.ContentRange, reply.ContentLength),
        contentType: reply.ContentType ?? FALLBACK_TYPE,
      };
    },
    async getToFile(key, path) {
      const { body } = await store.get(key);
      const partial = `${path}.${randomUUID()}.partial`;
      try {
        await run(key, () => pipeline(body, createWriteStream(partial)));
        await rename(partial, path);
      } catch (error) {
        await rm(partial, { force: true });
        throw fromFileError(error, path);
      }
    },
    async delete(key) {
      assertKey(key);
      await run(key, () => client.send(new DeleteObjectCommand({ Bucket, Key: key })));
    },
    async deletePrefix(prefix) {
      assertPrefix(prefix);
      await run(prefix, () => deleteAll(client, Bucket, prefix));
    },
    async exists(key) {
      assertKey(key);
      try {
        await run(key, () => client.send(new HeadObjectCommand({ Bucket, Key: key })));
        return true;
      } catch (error) {
        if (error instanceof ObjectNotFoundError) return false;
        throw error;
      }
    },
    async check() {
      const key = `check-${randomUUID()}`;
      await store.put(key, Buffer.from("ok"), FALLBACK_TYPE);
      await store.delete(key);
    },
  };
  return store;
}

/** Lends a file's stream and size; the file is closed afterwards, which the SDK leaves undone on failure. */
async function readingFile(
  path: string,
  use: (stream: Readable, bytes: number) => Promise<unknown>,
): Promise<void> {
  const handle = await open(path);
  const { size } = await handle.stat();
  const stream = handle.createReadStream({ autoClose: false });
  try {
    await use(stream, size);
  } finally {
    stream.destroy();
    await handle.close();
  }
}

/** A page holds at most 1000 keys, as many as one deletion takes. */
async function deleteAll(client: S3Client, Bucket: string, Prefix: string): Promise<void> {
  for (;;) {
    const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix }));
    const Objects = (page.Contents ?? []).map(({ Key }) => ({ Key }));
    if (Objects.length === 0) return;
    const reply = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
    );
    const [failed] = reply.Errors ?? [];
    if (failed) throw Object.assign(new Error(failed.Message), { name: failed.Code });
  }
}

function clientOptions(settings: S3Settings) {
  const { region, endpoint, forcePathStyle = false, accessKeyId, secretAccessKey } = settings;
  return {
    region,
    forcePathStyle,
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, socketTimeout: IDLE_TIMEOUT_MS },
    // With its default checksums the SDK sends files in Amazon's own chunked encoding, which several
    // other servers store as if it were content.
    ...(endpoint ? { endpoint, requestChecksumCalculation: "WHEN_REQUIRED" as const } : {}),
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  };
}

/** `bytes 0-9/1234` tells the whole size; without a range the length is the whole size. */
function totalBytes(contentRange: string | undefined, contentLength: number | undefined): number {
  return Number(contentRange?.split("/")[1] ?? contentLength ?? 0);
}

const FULL = new Set(["XMinioStorageFull", "QuotaExceeded", "InsufficientStorage"]);
/** A wrong setting: the owner mends it, and the waiting jobs go on. */
const REFUSED = new Set([
  "AccessDenied",
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "NoSuchBucket",
  "CredentialsProviderError",
]);

type S3Failure = Error & { code?: string; $metadata?: { httpStatusCode?: number } };

function fromS3Error(error: unknown, key: string, bucket: string): unknown {
  const failure = error as S3Failure;
  const status = failure.$metadata?.httpStatusCode;
  if (FULL.has(failure.name) || status === 507) {
    return new StorageFullError(
      `The bucket "${bucket}" is full. Enlarge its quota or delete objects; recordings that wait are stored then.`,
      { cause: error },
    );
  }
  if (REFUSED.has(failure.name) || status === 403) {
    return new StorageUnreachableError(
      `The bucket "${bucket}" refuses us (${failure.name}). Check its name, the region and the two access keys.`,
      { cause: error },
    );
  }
  if (status === 404) return new ObjectNotFoundError(key, { cause: error });
  if (status === 416) {
    return new RangeOutsideObjectError(`The range is outside the object "${key}".`, {
      cause: error,
    });
  }
  if (status !== undefined && status < 500 && status !== 429) return error;
  if (failure.code === "ENOSPC" || failure.code === "ENOENT") return error;
  return new StorageUnreachableError(
    `The bucket "${bucket}" does not answer (${failure.code ?? failure.name}). Waiting work is tried again.`,
    { cause: error },
  );
}
