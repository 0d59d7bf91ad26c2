/** The control page is served to a browser on this machine, and to nobody else. */
import { request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RingEmulator, startRingEmulator } from "./server.ts";

let emulator: RingEmulator;

beforeAll(async () => {
  emulator = await startRingEmulator();
});
afterAll(() => emulator.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${emulator.apiUrl}${path}`, { headers });

it("is a page for a browser and JSON for a program", async () => {
  const page = await get("/_emu", { accept: "text/html,*/*" });
  expect(page.headers.get("content-type")).toContain("text/html");
  expect(await (await get("/_emu")).json()).toMatchObject({ ready: true });
});

it("names only files that are there", async () => {
  const page = await (await get("/_emu", { accept: "text/html" })).text();
  const names = [...page.matchAll(/"(\/_emu\/[^"]+)"/g)].map(([, name = ""]) => name);
  expect(names).toHaveLength(2);
  for (const name of names) expect((await get(name)).status).toBe(200);
  expect((await get("/_emu/page/..%2Fserver.ts")).status).toBe(404);
  expect((await get("/_emu/recordings/..%2F..%2Fx/frame")).status).toBe(404);
});

it("shows a frame of every recording that it offers", async () => {
  const names = (await (await get("/_emu/recordings")).json()) as string[];
  expect(names).toContain("anna-day");
  const frame = await get(`/_emu/recordings/${names[0]}/frame`);
  expect(frame.headers.get("content-type")).toBe("image/jpeg");
});

it("takes no order from a page of another site, nor under another name", async () => {
  const path = `${emulator.apiUrl}/_emu/reset`;
  const strange = await fetch(path, { method: "POST", headers: { origin: "http://example.com" } });
  expect(strange.status).toBe(403);
  const status = await new Promise((resolve) => {
    request(`${emulator.apiUrl}/_emu`, { headers: { host: "example.com" } }, (answer) =>
      resolve(answer.resume().statusCode),
    ).end();
  });
  expect(status).toBe(403);
  const own = await fetch(path, { method: "POST", headers: { origin: emulator.apiUrl } });
  expect(own.status).toBe(200);
});
