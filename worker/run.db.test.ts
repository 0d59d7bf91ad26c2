import { spawn } from "node:child_process";
import type { Runner } from "graphile-worker";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NotYetError, PermanentError } from "#lib/errors.ts";
import { db } from "#lib/infra/db.ts";
import { StorageFullError } from "#lib/infra/storage/object-store.ts";
import { timetable } from "#lib/jobs/contracts.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { createFaceIndex } from "./gallery/face-index.ts";
import { createLiveness, type Liveness } from "./liveness.ts";
import { type RunContext, startRunners } from "./run.ts";
import type { Task, TaskTable } from "./task.ts";
import { tasks } from "./tasks/index.ts";

const database = withTestDatabase();
const id = "0199aaaa-0000-7000-8000-000000000000";

let liveness: Liveness;
let runners: Runner[] = [];
let buried: string[];

beforeEach(async () => {
  buried = [];
  await db().$executeRaw`delete from graphile_worker._private_jobs`;
  liveness = await createLiveness(database.url());
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  await liveness.close();
});

/** Runs `fetch-clip` with this code in place of the real one, and others that are given. */
async function runWith(
  run: Task<"fetch-clip">["run"],
  {
    createTempDir = async () => "/nowhere",
    removeTempDir = async () => undefined,
    ...others
  }: Partial<RunContext & TaskTable> = {},
) {
  const table: TaskTable = {
    ...tasks,
    "fetch-clip": { run, buried: async (_, reason) => void buried.push(reason) },
    ...others,
  };
  runners = await startRunners(
    database.url(),
    table,
    {
      engines: () => Promise.reject(new Error("not in this test")),
      fetchModels: async () => [],
      hasModels: async () => true,
      faceIndex: { ...createFaceIndex(), identify: async () => [] },
      store: undefined as never,
      now: () => new Date(),
      createTempDir,
      removeTempDir,
    },
    liveness,
  );
}
const add = () =>
  db().$transaction((tx) =>
    enqueue(tx, "fetch-clip", { eventId: id }, { key: `fetch:${id}`, priority: -1 }),
  );
const jobs = () =>
  db().$queryRaw<{ attempts: number; run_at: Date; key: string; priority: number }[]>`
    select attempts, run_at, key, priority from graphile_worker.jobs`;

describe("running a job", () => {
  it("buries it at once on a permanent error, with the reason", async () => {
    await add();
    await runWith(() => Promise.reject(new PermanentError("not-a-video", "HTML")));
    await eventually(async () => buried.length > 0);
    await eventually(async () => (await jobs()).length === 0);
    expect(buried).toEqual(["not-a-video"]);
  });

  it("postpones what is too early without spending an attempt, under the same key and as urgent", async () => {
    const until = new Date(Date.now() + 3_600_000);
    await add();
    await runWith(() => Promise.reject(new NotYetError(until, "425")));
    const [job] = await eventually(async () => {
      const waiting = await jobs();
      return waiting[0]?.run_at.getTime() === until.getTime() && waiting;
    });
    expect(job).toMatchObject({ attempts: 0, key: `fetch:${id}`, priority: -1 });
  });

  it("counts what failed before through what was merely too early", async () => {
    const until = new Date(Date.now() + 3_600_000);
    await add();
    await db().$executeRaw`update graphile_worker._private_jobs set attempts = 2`;
    await runWith(() => Promise.reject(new NotYetError(until, "425")));
    const [job] = await eventually(async () => {
      const waiting = await jobs();
      return waiting[0]?.run_at.getTime() === until.getTime() && waiting;
    });
    expect(job?.attempts).toBe(2);
  });

  it("waits for a full disk instead of giving up", async () => {
    await add();
    await runWith(() => Promise.reject(new StorageFullError("No room is left.")));
    const [job] = await eventually(async () => {
      const waiting = await jobs();
      return waiting[0]?.attempts === 0 && (waiting[0]?.run_at ?? 0) > new Date() && waiting;
    });
    expect(job?.attempts).toBe(0);
    expect(buried).toEqual([]);
  });

  it("waits for a disk that has no room even for the folder of a run", async () => {
    const full = Object.assign(new Error("no space left on device, mkdtemp"), { code: "ENOSPC" });
    await add();
    await runWith(async (_, { tempDir }) => void (await tempDir()), {
      createTempDir: () => Promise.reject(full),
    });
    await eventually(async () => {
      const [job] = await jobs();
      return job?.attempts === 0 && job.run_at > new Date();
    });
    expect(buried).toEqual([]);
  });

  it("removes the folder of a run, also of one that failed", async () => {
    const removed: string[] = [];
    await add();
    await runWith(
      async (_, { tempDir }) => {
        await tempDir();
        throw new PermanentError("not-a-video", "HTML");
      },
      {
        createTempDir: async () => "/of-this-run",
        removeTempDir: async (path) => void removed.push(path),
      },
    );
    await eventually(async () => buried.length > 0);
    expect(removed).toEqual(["/of-this-run"]);
  });

  it("keeps the timetable", async () => {
    await runWith(() => Promise.resolve());
    const known = await eventually(async () => {
      const rows = await db().$queryRaw<{ identifier: string }[]>`
        select identifier from graphile_worker._private_known_crontabs order by identifier`;
      return rows.length > 0 && rows;
    });
    expect(known.map(({ identifier }) => identifier)).toEqual(
      timetable.map(({ task }) => task).toSorted(),
    );
  });

  it("tells a phone while every recording that is being fetched hangs", async () => {
    for (let count = 0; count < 10; count++)
      await db().$transaction((tx) => enqueue(tx, "fetch-clip", { eventId: id }));
    const told: string[] = [];
    const hanging = Promise.withResolvers<void>();
    let started = 0;
    const hang = () => {
      started += 1;
      return hanging.promise;
    };
    await runWith(hang, {
      "send-notification": {
        run: async ({ notificationId }) => void told.push(notificationId),
        buried: async () => undefined,
      },
    });
    await eventually(async () => started >= 4);
    await db().$transaction((tx) => enqueue(tx, "send-notification", { notificationId: id }));
    await eventually(async () => told.length > 0).finally(() => hanging.resolve());
    expect(told).toEqual([id]);
  });

  it("looks at a picture while recordings are fetched and looked at for ever", async () => {
    for (let count = 0; count < 5; count++)
      await db().$transaction(async (tx) => {
        await enqueue(tx, "fetch-clip", { eventId: id });
        await enqueue(tx, "analyse-clip", { eventId: id });
      });
    const hanging = Promise.withResolvers<void>();
    const started: string[] = [];
    const hang = (name: string) => () => {
      started.push(name);
      return hanging.promise;
    };
    const buried = async () => undefined;
    const looked: number[] = [];
    await runWith(hang("fetch"), {
      "analyse-clip": { run: hang("analyse"), buried },
      "look-at-still": { run: async ({ offsetMs }) => void looked.push(offsetMs), buried },
    });
    await eventually(async () => started.length >= 5 && started.includes("analyse"));
    const still = { eventId: id, offsetMs: 2000 };
    await db().$transaction((tx) => enqueue(tx, "look-at-still", still));
    await eventually(async () => looked.length > 0).finally(() => hanging.resolve());
    expect(looked).toEqual([2000]);
  });

  it("retries any other failure and counts it", async () => {
    await add();
    await runWith(() => Promise.reject(new Error("reset")));
    const [job] = await eventually(async () => {
      const waiting = await jobs();
      return waiting[0]?.attempts === 1 && waiting[0].run_at > new Date() && waiting;
    });
    expect(job).toMatchObject({ key: `fetch:${id}`, priority: -1 });
  });

  it("buries a job that has outlived its attempts with every worker that took it", async () => {
    await add();
    await db().$executeRaw`update graphile_worker._private_jobs set attempts = 20`;
    await runWith(() => Promise.resolve());
    await eventually(async () => buried.length > 0);
    expect(buried).toEqual(["worker-died"]);
  });
});

describe("the job of a worker that was killed", () => {
  const lock = (poolId: string) => db().$executeRaw`
    update graphile_worker._private_jobs
    set locked_by = ${poolId}, locked_at = now() - interval '10 seconds'`;
  const lockedBy = async () => {
    const rows = await db().$queryRaw<{ locked_by: string | null }[]>`
      select locked_by from graphile_worker.jobs`;
    return rows[0]?.locked_by;
  };

  it("is given back once Postgres has let go of the worker's lock", async () => {
    const script = `
      const pg = require("pg");
      const client = new pg.Client({ connectionString: process.argv[1] });
      client.connect().then(async () => {
        await client.query("select pg_advisory_lock(hashtextextended('pool-other', 1))");
        console.log("held");
      });`;
    const other = spawn(process.execPath, ["-e", script, database.url()]);
    runners = [];
    await add();
    await lock("pool-other");
    await new Promise((resolve) => other.stdout.once("data", resolve));
    expect(await liveness.releaseLostJobs()).toBe(0);
    expect(await lockedBy()).toBe("pool-other");
    other.kill("SIGKILL");
    await eventually(async () => (await liveness.releaseLostJobs()) > 0);
    expect(await lockedBy()).toBeNull();
  });

  it("is removed where another has taken its place: nothing but that one would ever run", async () => {
    runners = [];
    await add();
    await lock("pool-dead");
    await add();
    expect(await jobs()).toHaveLength(2);
    expect(await liveness.releaseLostJobs()).toBe(1);
    expect(await jobs()).toMatchObject([{ key: `fetch:${id}`, attempts: 0 }]);
  });

  it("is given back where our own worker never heard that the job is its", async () => {
    const pools: string[] = [];
    liveness.events.on("pool:create", ({ workerPool }) => pools.push(workerPool.id));
    await runWith(() => Promise.resolve());
    for (const runner of runners.splice(0)) await runner.stop();
    await add();
    await lock(pools[0] ?? "");
    await db().$executeRaw`
      update graphile_worker._private_jobs set locked_at = now() - interval '29 seconds'`;
    expect(await liveness.releaseLostJobs()).toBe(0);
    await db().$executeRaw`
      update graphile_worker._private_jobs set locked_at = now() - interval '31 seconds'`;
    expect(await liveness.releaseLostJobs()).toBe(1);
    expect(await lockedBy()).toBeNull();
  });

  it("stays with a worker of our own that lives", async () => {
    await runWith(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
    await add();
    await eventually(async () => (await lockedBy()) ?? undefined);
    await db().$executeRaw`
      update graphile_worker._private_jobs set locked_at = now() - interval '1 hour'`;
    expect(await liveness.releaseLostJobs()).toBe(0);
  });
});
