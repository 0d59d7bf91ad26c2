/** The last steps of a link, and what Ring says around it. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Stage, setStage } from "./contract-stage.ts";
import type { AccountReceipt } from "./households.ts";

const PATH = "/v1/accounts/me/app-integrations";

let stage: Stage;
let pending: AccountReceipt;
let app: Server;
let appUrl: string;
let codes: string[];

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

beforeEach(async () => {
  await stage.reset();
  pending = await stage.control.addAccount({ name: "Kim", link: "none", devices: [{ name: "K" }] });
  codes = [];
  app = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    codes.push(Buffer.concat(parts).toString());
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => app.close(resolve)));

async function call(method: string, body: object): Promise<[number, unknown]> {
  const answer = await fetch(`${stage.emulator.apiUrl}${PATH}`, {
    method,
    headers: { authorization: `Bearer ${pending.accessToken}` },
    body: JSON.stringify(body),
  });
  return [answer.status, await answer.json()];
}

const link = (order: object = {}) =>
  stage.control.link({
    account: pending.id,
    tokenExchangeUrl: `${appUrl}/exchange`,
    accountLinkUrl: `${appUrl}/link`,
    ...order,
  });

const nonceOf = ({ redirect }: { redirect: string }) =>
  new URL(redirect).searchParams.get("nonce") ?? "";

const state = async () =>
  (await stage.control.accounts()).find(({ id }) => id === pending.id)?.link;

describe("a link", () => {
  it("goes from awaiting to completed, and then webhooks tell of it", async () => {
    expect((await call("PATCH", { status: "completed" }))[0]).toBe(404);
    expect((await call("POST", { nonce: "wrong" }))[0]).toBe(400);
    const nonce = nonceOf(await link());
    expect(await call("POST", { nonce })).toEqual([200, { status: "awaiting" }]);
    expect((await call("PATCH", {}))[0]).toBe(400);
    expect((await call("PATCH", { status: "none" }))[0]).toBe(400);
    expect((await stage.control.addEvent({ device: "K", media: null })).deliveries).toEqual([]);
    expect(await call("PATCH", { status: "completed", account_identifier: "k***" })).toMatchObject([
      200,
      { status: "completed", account_identifier: "k***" },
    ]);
    expect(await state()).toBe("completed");
    const types = (await stage.control.deliveries()).map(({ body }) => JSON.parse(body).data.type);
    expect(types).toEqual(["app_integration_added", "device_added"]);
    expect((await stage.control.addEvent({ device: "K", media: null })).deliveries).toHaveLength(1);
  });

  it("cannot be ended by the app", async () => {
    expect((await call("DELETE", {}))[0]).toBe(403);
  });

  it("shows nothing from before it was confirmed", async () => {
    const device = encodeURIComponent(pending.devices[0]?.id ?? "");
    await stage.control.addEvent({ device: "K", media: null, at: Date.now() - 60_000 });
    await call("POST", { nonce: nonceOf(await link()) });
    await stage.control.addEvent({ device: "K", media: null, at: Date.now() + 10 });
    const path = `/v1/history/devices/${device}/events`;
    const answer = await fetch(`${stage.emulator.apiUrl}${path}`, {
      headers: { authorization: `Bearer ${pending.accessToken}` },
    });
    expect(((await answer.json()) as { data: unknown[] }).data).toHaveLength(1);
  });

  it("that was removed in Ring can be made anew, with tokens of its own", async () => {
    await call("POST", { nonce: nonceOf(await link()) });
    await stage.control.unlink(pending.id);
    expect(await state()).toBe("removed");
    await link();
    expect(await state()).toBe("code_sent");
    const nonce = nonceOf(await link());
    const old = await fetch(`${stage.emulator.apiUrl}/v1/devices`, {
      headers: { authorization: `Bearer ${pending.accessToken}` },
    });
    expect(old.status).toBe(401);
    const code = new URLSearchParams(codes.at(-1)).get("code") ?? "";
    pending.accessToken = (await stage.client().exchangeCode(code)).accessToken;
    expect(await state()).toBe("tokens_issued");
    expect((await call("POST", { nonce }))[0]).toBe(200);
  });

  it("can send the browser back before the code", async () => {
    const { exchangeStatus } = await link({ exchangeDelayMs: 100 });
    expect([exchangeStatus, codes]).toEqual([null, []]);
    await expect.poll(() => codes.length).toBe(1);
  });

  it("can be made with a stale, a future and a wrong redirect, and for two accounts at once", async () => {
    const other = await stage.control.addAccount({ name: "Lou", link: "none" });
    const time = 1_767_323_045_000;
    expect((await link({ time })).redirect).toContain(`time=${time}`);
    expect(nonceOf(await link({ nonce: "n" }))).toBe("n");
    const links = await Promise.all([link({ time }), link({ time, account: other.id })]);
    expect(new Set(links.map(nonceOf)).size).toBe(2);
  });
});
