import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  InvalidKeyError,
  ObjectNotFoundError,
  type ObjectStore,
  RangeOutsideObjectError,
  StorageUnreachableError,
} from "./storage/object-store.ts";
import { createObjectStore } from "./storage.ts";

let scratch: string;
let s3: S3rver;
const stores: Record<"folder" | "S3", ObjectStore | undefined> = {
  folder: undefined,
  S3: undefined,
};
const S3RVER = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };

function s3Settings(port: number, bucket = "kith") {
  const endpoint = `http://127.0.0.1:${port}`;
  return { kind: "s3", bucket, region: "us-east-1", forcePathStyle: true, endpoint } as const;
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "kith-storage-"));
  s3 = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: join(scratch, "s3"),
    configureBuckets: [{ name: "kith" }],
  });
  const { port } = await s3.run();
  stores.S3 = createObjectStore({ ...s3Settings(port), ...S3RVER });
  stores.folder = createObjectStore({ kind: "folder", root: join(scratch, "folder") });
});

afterAll(async () => {
  await s3.close();
  await rm(scratch, { recursive: true, force: true });
});

describe.each(["folder", "S3"] as const)("the %s store", (kind) => {
  const store = () => stores[kind] as ObjectStore;

  it("gives back what was put, with its size and content type", async () => {
    const bytes = randomBytes(300_000);
    await store().put("households/1/clips/a.mp4", bytes, "video/mp4");
    const stored = await store().get("households/1/clips/a.mp4");
    expect(stored).toMatchObject({ bytes: 300_000, contentType: "video/mp4" });
    expect(bytes.equals(await buffer(stored.body))).toBe(true);
  });

  it("stores a file, and writes an object to a file", async () => {
    const bytes = randomBytes(3_000_000);
    await writeFile(join(scratch, "in"), bytes);
    await store().put("clips/from-file.mp4", { file: join(scratch, "in") }, "video/mp4");
    await store().getToFile("clips/from-file.mp4", join(scratch, "out"));
    expect(bytes.equals(await readFile(join(scratch, "out")))).toBe(true);
    expect((await readdir(scratch)).filter((name) => name.endsWith(".partial"))).toEqual([]);
  });

  it("keeps a content type that the key does not tell", async () => {
    await store().put("notes/readme", Buffer.from("hello"), "text/plain; charset=utf-8");
    const { body, contentType } = await store().get("notes/readme");
    body.destroy();
    expect(contentType).toBe("text/plain; charset=utf-8");
  });

  it("gives a part of an object and still tells its whole size", async () => {
    await store().put("range.json", Buffer.from("0123456789"), "application/json");
    const middle = await store().get("range.json", { start: 2, end: 4 });
    expect([await text(middle.body), middle.bytes]).toEqual(["234", 10]);
    const tail = await store().get("range.json", { start: 7 });
    expect([await text(tail.body), tail.bytes]).toEqual(["789", 10]);
  });

  it("refuses a range behind the object's end", async () => {
    await store().put("short.json", Buffer.from("01"), "application/json");
    await expect(store().get("short.json", { start: 2 })).rejects.toThrow(RangeOutsideObjectError);
  });

  it("replaces an object", async () => {
    await store().put("twice.json", Buffer.from("old"), "application/json");
    await store().put("twice.json", Buffer.from("new"), "application/json");
    expect(await text((await store().get("twice.json")).body)).toBe("new");
  });

  it("names what is missing", async () => {
    await expect(store().get("none.jpg")).rejects.toThrow(ObjectNotFoundError);
    await expect(store().getToFile("none.jpg", join(scratch, "none"))).rejects.toThrow(
      ObjectNotFoundError,
    );
    expect(await store().exists("none.jpg")).toBe(false);
  });

  it("deletes one object, and deleting again is no error", async () => {
    await store().put("gone.jpg", Buffer.from("x"), "image/jpeg");
    expect(await store().exists("gone.jpg")).toBe(true);
    await store().delete("gone.jpg");
    await store().delete("gone.jpg");
    expect(await store().exists("gone.jpg")).toBe(false);
  });

  it("deletes everything under a prefix and nothing beside it", async () => {
    for (const key of ["p/1/a.jpg", "p/1/b/c.jpg", "p/10/a.jpg"]) {
      await store().put(key, Buffer.from("x"), "image/jpeg");
    }
    await store().deletePrefix("p/1/");
    await store().deletePrefix("p/1/");
    expect(await store().exists("p/1/a.jpg")).toBe(false);
    expect(await store().exists("p/1/b/c.jpg")).toBe(false);
    expect(await store().exists("p/10/a.jpg")).toBe(true);
  });
});

describe.each(["folder", "S3"] as const)("the %s store's keys", (kind) => {
  const store = () => stores[kind] as ObjectStore;

  it.each(["../etc/passwd", "a/../../b", "/etc/passwd", "a//b", ".types/a", "a/", "", "a\0b", "ä"])(
    "refuses the key %j",
    async (key) => {
      await expect(store().put(key, Buffer.from("x"), "image/jpeg")).rejects.toThrow(
        InvalidKeyError,
      );
      await expect(store().get(key)).rejects.toThrow(InvalidKeyError);
      await expect(store().getToFile(key, join(scratch, "t"))).rejects.toThrow(InvalidKeyError);
      await expect(store().delete(key)).rejects.toThrow(InvalidKeyError);
      await expect(store().exists(key)).rejects.toThrow(InvalidKeyError);
      if (key !== "a/") await expect(store().deletePrefix(key)).rejects.toThrow(InvalidKeyError);
    },
  );

  it("refuses a prefix that could match a neighbour", async () => {
    await expect(store().deletePrefix("p/1")).rejects.toThrow(InvalidKeyError);
  });

  it("says that it can be used", async () => {
    await expect(store().check()).resolves.toBeUndefined();
  });
});

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

describe("an S3 store that cannot be used", () => {
  it("says so when nobody answers", async () => {
    const store = createObjectStore({ ...s3Settings(await closedPort()), ...S3RVER });
    await expect(store.check()).rejects.toThrow(StorageUnreachableError);
    await expect(store.exists("a.jpg")).rejects.toThrow(StorageUnreachableError);
    await expect(store.get("a.jpg")).rejects.toThrow(StorageUnreachableError);
  });

  it("holds no file open after an upload that failed", async () => {
    const file = join(scratch, "upload.mp4");
    await writeFile(file, randomBytes(100_000));
    const store = createObjectStore({ ...s3Settings(await closedPort()), ...S3RVER });
    await expect(store.put("a.mp4", { file }, "video/mp4")).rejects.toThrow();
    const open = await Promise.all(
      (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")),
    );
    expect(open).not.toContain(file);
  });

  it("says so when the bucket does not exist", async () => {
    const elsewhere = new S3rver({
      port: 0,
      address: "127.0.0.1",
      silent: true,
      directory: join(scratch, "s3-empty"),
      configureBuckets: [],
    });
    const { port } = await elsewhere.run();
    const store = createObjectStore({ ...s3Settings(port, "missing"), ...S3RVER });
    await expect(store.check()).rejects.toThrow(StorageUnreachableError);
    await elsewhere.close();
  });
});
