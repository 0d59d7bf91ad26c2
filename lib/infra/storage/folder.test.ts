import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFolderStore } from "./folder.ts";
import { StorageUnreachableError } from "./object-store.ts";

const run = promisify(execFile);
const MODULE = new URL("./folder.ts", import.meta.url).href;
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "kith-folder-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** A one-megabyte file system of its own needs a mount, which not every kernel allows its users. */
const canMount = await run("unshare", ["-rm", "true"]).then(
  () => true,
  () => false,
);

describe("the folder store", () => {
  it.skipIf(!canMount)("reports a full disk and leaves nothing behind", async () => {
    const root = join(scratch, "tiny");
    await mkdir(root);
    const script = `
      import { readdir } from "node:fs/promises";
      import { createFolderStore } from "${MODULE}";
      const store = createFolderStore({ kind: "folder", root: process.argv[1] });
      await store.put("kept.json", Buffer.from("{}"), "application/json");
      const error = await store.put("clips/a.mp4", Buffer.alloc(2 << 20), "video/mp4").catch((e) => e);
      const left = await readdir(process.argv[1] + "/.incoming");
      console.log(JSON.stringify([error.name, error.message, await store.exists("clips/a.mp4"),
        await store.exists("kept.json"), left]));`;
    const inTinyDisk =
      'mount -t tmpfs -o size=1m tmpfs "$0" && exec "$1" --input-type=module -e "$2" "$0"';
    const { stdout } = await run("unshare", [
      "-rm",
      "sh",
      "-c",
      inTinyDisk,
      root,
      process.execPath,
      script,
    ]);
    const [name, message, stored, kept, left] = JSON.parse(stdout) as unknown[];
    expect(name).toBe("StorageFullError");
    expect(message).toMatch(/No space is left .* Free some space/);
    expect([stored, kept, left]).toEqual([false, true, []]);
  });

  it("shows no half object when the process dies between write and rename", async () => {
    const root = join(scratch, "crash");
    const script = `
      import fs from "node:fs";
      import { syncBuiltinESMExports } from "node:module";
      fs.promises.rename = async () => process.kill(process.pid, "SIGKILL");
      syncBuiltinESMExports();
      const { createFolderStore } = await import("${MODULE}");
      await createFolderStore({ kind: "folder", root: process.argv[1] })
        .put("clips/a.mp4", Buffer.from("half"), "video/mp4");`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script, root]);
    expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
    expect(await readdir(join(root, ".incoming"))).toHaveLength(1);
    const store = createFolderStore({ kind: "folder", root });
    expect(await store.exists("clips/a.mp4")).toBe(false);
    await store.put("clips/a.mp4", Buffer.from("whole"), "video/mp4");
    expect(await text((await store.get("clips/a.mp4")).body)).toBe("whole");
  });

  it("sweeps away writes that were cut off long ago, and leaves running ones", async () => {
    const root = join(scratch, "sweep");
    const incoming = join(root, ".incoming");
    await mkdir(incoming, { recursive: true });
    await writeFile(join(incoming, "old"), "x");
    await utimes(join(incoming, "old"), 0, 0);
    await writeFile(join(incoming, "running"), "x");
    await createFolderStore({ kind: "folder", root }).check();
    expect(await readdir(incoming)).toEqual(["running"]);
  });

  it("never follows a folder as if it were an object", async () => {
    const store = createFolderStore({ kind: "folder", root: join(scratch, "dirs") });
    await store.put("a/b.jpg", Buffer.from("x"), "image/jpeg");
    expect(await store.exists("a")).toBe(false);
    await expect(store.get("a")).rejects.toThrow(/no object/);
    await expect(store.get("a/b.jpg/c")).rejects.toThrow(/no object/);
  });

  it("says that the place cannot be used when it is no folder", async () => {
    const root = join(scratch, "a-file");
    await writeFile(root, "x");
    await expect(createFolderStore({ kind: "folder", root }).check()).rejects.toThrow(
      StorageUnreachableError,
    );
  });
});
