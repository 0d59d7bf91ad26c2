import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { resolveModels } from "#models/resolve.ts";
import { expectPage, signIn, startBrowser, type TestBrowser } from "./browser.ts";
import { type System, startSystem } from "./system.ts";

let modelsDir: string;
let system: System;
let browser: TestBrowser;

beforeAll(async () => {
  browser = await startBrowser();
  modelsDir = await mkdtemp(join(tmpdir(), "kith-models-"));
  system = await startSystem({ modelsDir, env: { RECOGNITION_DEADLINE_S: "3" } });
});

afterEach(async () => expect(await browser.closePages()).toEqual([]));
afterAll(async () => {
  await browser?.close();
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
  const first = await eventually(async () => push.received()[0], 60_000);
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

it("lets the owner choose another set of models, which embeds what is stored and knows the same people, and take it back", async () => {
  const { baseUrl } = system;
  const anna = await visitOfAnna(30);
  const page = await browser.newPage();
  await signIn(page, system);
  await page.goto(`${baseUrl}/settings/models`);
  await expectPage(page.getByRole("heading", { name: "Standard decides now" })).toBeVisible();
  await page.getByRole("button", { name: "Use Light…" }).click();
  await expectPage(page.getByText("Nothing has to be downloaded.")).toBeVisible();
  await page.getByRole("button", { name: "Use it" }).click();
  await expectPage(page.getByRole("heading", { name: "Light decides now" })).toBeVisible();
  expect(await visitOfAnna(20)).toEqual({ ...anna, embedders: [RETAIL] });

  await page.getByRole("button", { name: "Back to Standard" }).click();
  await expectPage(page.getByRole("heading", { name: "Standard decides now" })).toBeVisible();
  expect(await embeddersOfFaces()).toEqual([[RETAIL, "mobilefacenet"]]);
  expect(await visitOfAnna(10)).toEqual(anna);

  await page.getByRole("button", { name: "Use AuraFace…" }).click();
  await page.getByRole("button", { name: "I accept the licence: use it" }).click();
  await expectPage(page.getByText(/auraface-r100.onnx: Kith knows no address of it/)).toBeVisible();
  expect(await visitOfAnna(5)).toEqual(anna);
  await page.getByRole("button", { name: "Stay with Standard" }).click();
  await expectPage(page.getByRole("button", { name: "Use AuraFace…" })).toBeVisible();
});

const RETAIL = "face-reidentification-retail-0095";

/** Has Anna ring, some minutes ago. @returns who she is, and what her face was embedded with */
async function visitOfAnna(minutesAgo: number) {
  const at = Date.now() - minutesAgo * 60_000;
  const press = { device: "Front door", type: "button_press", at, media: "anna-day" } as const;
  await system.emulator.control.addEvent(press);
  const [face] = await eventually(async () => {
    const faces = await system.sql(
      `select f.person_id as "personId", array_agg(m.embedder order by m.embedder) as embedders
       from events e join faces f on f.event_id = e.id join embeddings m on m.face_id = f.id
       where e.occurred_at = $1 and e.outcome is not null group by f.id`,
      [new Date(at)],
    );
    return faces.length === 1 && faces;
  }, 60_000);
  return face;
}

/** The different lists of embedders that the stored faces were seen by. */
async function embeddersOfFaces() {
  const rows = await system.sql(
    `select distinct (select array_agg(m.embedder order by m.embedder) from embeddings m
       where m.face_id = f.id) as embedders from faces f`,
  );
  return rows.map(({ embedders }) => embedders);
}
