import { expect, it } from "vitest";
import { NotYetError } from "#lib/errors.ts";
import { db } from "#lib/infra/db.ts";
import { chooseEmbedderSet } from "#lib/models/commands.ts";
import { modelsOverview } from "#lib/models/queries.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildOwner } from "#lib/testing/factories.ts";
import type { FetchFailure, FetchOptions } from "#models/download.ts";
import type { TaskContext } from "../task.ts";
import { fetchModelsTask } from "./fetch-models.ts";

withTestDatabase();

const now = new Date("2026-06-01T12:00:00Z");

async function waiting() {
  const owner = await buildOwner();
  await chooseEmbedderSet(owner, "adaface", now);
  const stand = async () => (await modelsOverview(owner, now)).progress;
  const jobs = () =>
    db().$queryRaw<unknown[]>`
      select 1 from graphile_worker.jobs where key = ${`embed-again:${owner.householdId}`}`;
  return { owner, stand, jobs };
}

const fetchWith = (fetchModels: (options: FetchOptions) => FetchFailure[]) =>
  fetchModelsTask.run({ embedderSet: "adaface" }, {
    fetchModels: async (_: string, options: FetchOptions) => fetchModels(options),
    now: () => now,
    signal: new AbortController().signal,
  } as unknown as TaskContext);

it("says how far the download is, and has the faces embedded once all is there", async () => {
  const { stand, jobs } = await waiting();
  const broken = fetchWith(({ onProgress }) => {
    onProgress?.("adaface_ir_18.onnx", 12_000_000, 92_000_000);
    return [{ message: "broken", isTransient: true }];
  });
  await expect(broken).rejects.toBeInstanceOf(NotYetError);
  expect(await stand()).toMatchObject({ megabytes: { fetched: 12, total: 92 }, problem: "broken" });
  await fetchWith(() => []);
  expect(await stand()).toMatchObject({ megabytes: { fetched: 0, total: 0 }, problem: null });
  expect(await jobs()).toHaveLength(1);
});

it("tells the owner what is wrong, and tries again by itself where that may help", async () => {
  const { owner, stand, jobs } = await waiting();
  const message = "adaface_ir_18.onnx: github.com cannot be reached (ENOTFOUND).";
  const attempt = fetchWith(() => [{ message, isTransient: true }]);
  await expect(attempt).rejects.toBeInstanceOf(NotYetError);
  expect((await stand())?.problem).toBe(message);

  const wrong = "adaface_ir_18.onnx: other content than expected.";
  await fetchWith(() => [{ message: wrong, isTransient: false }]);
  expect((await stand())?.problem).toBe(wrong);
  expect(await jobs()).toHaveLength(0);

  await chooseEmbedderSet(owner, "adaface", now);
  expect((await stand())?.problem).toBeNull();
  await fetchWith(() => []);
  expect(await jobs()).toHaveLength(1);
});

it("tells nobody who waits for another set", async () => {
  const { owner, stand } = await waiting();
  await chooseEmbedderSet(owner, "light", now);
  await fetchWith(() => [{ message: "no", isTransient: false }]);
  expect((await stand())?.problem).toBeNull();
});
