import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createRingClient } from "#lib/infra/ring-client.ts";
import { linkNonce } from "#lib/infra/signature.ts";
import { LIVE_VISITS, PAST_VISITS } from "./demo-script.ts";
import { type RingEmulator, type RingEmulatorOptions, startRingEmulator } from "./server.ts";

let emulator: RingEmulator;

afterEach(async () => {
  await emulator.close();
});

async function start(options: RingEmulatorOptions) {
  emulator = await startRingEmulator(options);
  const client = createRingClient({
    apiBaseUrl: emulator.apiUrl,
    oauthTokenUrl: emulator.oauthTokenUrl,
    clientId: emulator.settings.clientId,
    clientSecret: emulator.settings.clientSecret,
    mediaHostAllowlist: [],
    allowInsecureMedia: true,
    mediaMaxBytes: 10_000_000,
  });
  const [account] = await emulator.control.accounts();
  return { client, accountId: account?.id ?? "" };
}

describe("the demo script", () => {
  it("plays once the household lists its devices: the past first, then live visitors", async () => {
    const { client, accountId } = await start({ demo: true });
    expect(await emulator.control.deliveries()).toEqual([]);
    const { accessToken } = await client.exchangeCode(await emulator.control.newCode(accountId));
    await emulator.control.clock({ scale: 0.0001 });
    await client.listDevices(accessToken);
    const total = PAST_VISITS.length + LIVE_VISITS;
    await expect
      .poll(async () => (await emulator.control.deliveries()).length, { timeout: 30_000 })
      .toBe(total);
    const attributes = (await emulator.control.deliveries()).map(
      ({ body }) => JSON.parse(body).data.attributes,
    );
    const minutesAgo = attributes.map(({ timestamp }) => (Date.now() - timestamp) / 60_000);
    expect(minutesAgo.slice(0, 5).map(Math.floor)).toEqual([38, 26, 14, 3, 0]);
    await expect.poll(() => emulator.control.startDemo()).toBe(true);
  });

  it("plays for a household of an earlier run, which lists nothing, once the product is up", async () => {
    const server = createServer((_, response) => response.writeHead(202).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await start({ demo: true, timeScale: 0.001, webhookUrl: `http://127.0.0.1:${port}/` });
    await expect
      .poll(async () => (await emulator.control.deliveries()).length, { timeout: 30_000 })
      .toBeGreaterThan(PAST_VISITS.length);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("goes on with the tokens of an earlier run", async () => {
    const options = { demo: true, tokensOutliveRestart: true };
    const first = await start({ ...options, run: "1" });
    const code = await emulator.control.newCode(first.accountId);
    const tokens = await first.client.exchangeCode(code);
    await emulator.close();
    const second = await start({ ...options, run: "2" });
    expect(await second.client.usersMe(tokens.accessToken)).toEqual({
      accountId: first.accountId,
    });
    const renewed = await second.client.refresh(tokens.refreshToken);
    await second.client.listDevices(renewed.accessToken);
    await expect(second.client.refresh(tokens.refreshToken)).rejects.toThrow();
  });
});

describe("the link simulator", () => {
  it("hands out a redirect whose nonce the link is confirmed with", async () => {
    const { client } = await start({});
    const { id, accessToken } = await emulator.control.addAccount({ link: "none" });
    const urls = { tokenExchangeUrl: emulator.apiUrl, accountLinkUrl: "https://kith.test/link" };
    const { redirect } = await emulator.control.link({ account: id, ...urls, exchange: false });
    const { searchParams } = new URL(redirect);
    const nonce = searchParams.get("nonce") ?? "";
    expect(nonce).toBe(linkNonce(emulator.settings.hmacKey, searchParams.get("time") ?? "", id));
    await expect(client.completeLink(accessToken)).rejects.toMatchObject({ reason: "not-found" });
    await expect(client.confirmLink(accessToken, "wrong", "s***")).rejects.toMatchObject({
      reason: "bad-request",
    });
    await client.confirmLink(accessToken, nonce, "s***@example.com");
    await client.completeLink(accessToken);
    const [account] = await emulator.control.accounts();
    expect(account?.link).toBe("completed");
  });
});
