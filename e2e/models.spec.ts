import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { resolveModels } from "#models/resolve.ts";
import { type System, startSystem } from "./system.ts";

let modelsDir: string;
let system: System;

beforeAll(async () => {
  modelsDir = await mkdtemp(join(tmpdir(), "kith-models-"));
  system = await startSystem({ modelsDir, env: { RECOGNITION_DEADLINE_S: "3" } });
});

afterAll(async () => {
  await system?.stop();
  await rm(modelsDir, { recursive: true, force: true });
});

it("tells of a visitor without a name while models are missing, and recognises by itself once they are there", async () => {
  const { emulator, health, push, sql, worker } = system;
  const workerPid = worker.pid;
  await system.addSubscription();
  const { body, status } = await eventually(async () => {
    const report = await health();
    return report.body.parts.worker?.status === "ok" && report;
  });
  expect(status).toBe(200);
  expect(body.status).toBe("degraded");
  expect(body.parts.models).toEqual({
    status: "missing",
    detail: expect.stringMatching(/Not there: .*face-detection-yunet/),
  });

  await emulator.control.addEvent({ device: "Front door", type: "button_press" });
  const first = await eventually(async () => push.received()[0]);
  expect(JSON.parse(first.text)).toMatchObject({ title: "Somebody", silent: false });
  expect(await sql("select outcome from events")).toEqual([{ outcome: null }]);

  const { found } = await resolveModels({ modelsDir: process.env.MODELS_DIR });
  for (const path of Object.values(found)) await symlink(path, join(modelsDir, basename(path)));
  await eventually(async () => (await health()).body.status === "ok", 60_000);
  const second = await eventually(async () => push.received()[1], 60_000);
  expect(await sql("select outcome from events")).toEqual([{ outcome: "recognised" }]);
  const [before, after] = [JSON.parse(first.text), JSON.parse(second.text)];
  expect(after).toMatchObject({ title: "Somebody new", silent: true, tag: before.tag });
  expect(worker.pid).toBe(workerPid);
});
