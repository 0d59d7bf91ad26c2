import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import S3rver from "s3rver";
import { afterEach, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { freePort } from "#start/port.ts";
import { endWait } from "./system/rest.ts";
import { type System, type SystemOptions, startSystem } from "./system.ts";

const run = promisify(execFile);
const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const mountDisk = (folder: string) =>
  run("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", folder]);
const unmount = (folder: string) => run("umount", ["--lazy", folder]);

/** Only root may mount a disk of its own, and not in every container. */
async function tryMounting(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "kith-disk-"));
  const mounted = await mountDisk(folder).then(
    () => true,
    () => false,
  );
  if (mounted) await unmount(folder);
  await rm(folder, { recursive: true });
  return mounted;
}

const canMount = await tryMounting();

async function begin(options: SystemOptions): Promise<System> {
  const system = await startSystem(options);
  endings.push(() => system.stop());
  return system;
}

/** Waits until the health report says, by status and in words, that nothing can be stored. */
function storageDown({ health }: System): Promise<string> {
  return eventually(async () => {
    const { status, body } = await health();
    const { storage } = body.parts;
    return status === 503 && storage?.status === "down" && storage.detail;
  });
}

/** Has somebody ring, and waits until the worker has tried and failed to store the recording. */
async function ringInVain({ emulator, sql }: System): Promise<void> {
  await emulator.control.addEvent({ device: "Front door", type: "button_press" });
  await eventually(async () => {
    const postponed = await sql(
      `select 1 from graphile_worker.jobs
       where task_identifier = 'fetch-clip' and locked_at is null
         and run_at between now() + interval '5 seconds' and now() + interval '30 seconds'`,
    );
    return postponed.length === 1;
  });
  expect(await sql("select outcome from events")).toEqual([{ outcome: null }]);
}

async function expectRecognised(system: System): Promise<void> {
  const { sql, health } = system;
  await eventually(async () => (await health()).status === 200);
  await endWait(system, "fetch-clip");
  await eventually(async () => {
    const [event] = await sql<{ outcome: string | null }>("select outcome from events");
    return event?.outcome;
  }, 90_000);
  expect(await sql("select outcome, outcome_reason from events")).toEqual([
    { outcome: "recognised", outcome_reason: null },
  ]);
}

it.skipIf(!canMount)(
  "keeps an event while the disk is full, and looks at it once there is room",
  async () => {
    const system = await begin({});
    const disk = join(system.dataDir, "objects");
    await mkdir(disk, { recursive: true });
    await mountDisk(disk);
    endings.push(() => unmount(disk));
    const { bavail, bsize } = await statfs(disk);
    const ballast = join(disk, "ballast");
    // Another program's data takes all but nothing of the disk.
    await writeFile(ballast, Buffer.alloc(bavail * bsize)).catch(() => undefined);
    expect(await storageDown(system)).toMatch(/No space is left at .*objects/);
    await ringInVain(system);
    await rm(ballast);
    await expectRecognised(system);
  },
);

it("keeps an event while the bucket does not answer, and looks at it once it does", async () => {
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), "kith-s3-"));
  endings.push(() => rm(directory, { recursive: true, force: true }));
  const system = await begin({
    env: {
      S3_BUCKET: "kith",
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_ACCESS_KEY_ID: "S3RVER",
      S3_SECRET_ACCESS_KEY: "S3RVER",
    },
  });
  expect(await storageDown(system)).toMatch(/The bucket "kith" does not answer/);
  await ringInVain(system);
  const bucket = new S3rver({
    port,
    address: "127.0.0.1",
    silent: true,
    directory,
    configureBuckets: [{ name: "kith" }],
  });
  await bucket.run();
  endings.push(() => bucket.close());
  await expectRecognised(system);
});
