import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifySignature } from "#lib/infra/signature.ts";
import { deliveryKeys, parseNotice } from "#lib/ring/payload.ts";
import { type RingEmulator, startRingEmulator } from "./server.ts";
import { DEFAULT_HMAC_KEY } from "./settings.ts";

/** An endpoint that answers as told: one status per call, the last one for ever; 0 stays silent. */
interface Endpoint {
  answers: number[];
  received: { body: Buffer; signature: string | null }[];
}

let endpoint: Endpoint;
let server: Server;
let emulator: RingEmulator;

beforeEach(async () => {
  endpoint = { answers: [202], received: [] };
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const signature = request.headers["x-signature"];
    endpoint.received.push({
      body: Buffer.concat(parts),
      signature: typeof signature === "string" ? signature : null,
    });
    const status = endpoint.answers.length > 1 ? endpoint.answers.shift() : endpoint.answers[0];
    if (status) response.writeHead(status, { location: "/elsewhere" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  emulator = await startRingEmulator({
    webhookUrl: `http://127.0.0.1:${port}/api/webhooks/ring`,
    timeScale: 0.00001,
    webhookTimeoutMs: 300,
  });
  await emulator.control.addAccount();
});

afterEach(async () => {
  await emulator.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function ring(order: object = {}) {
  await emulator.control.addEvent({ device: "Front door", type: "button_press", ...order });
  await emulator.idle();
  return await emulator.control.deliveries();
}

describe("a delivery", () => {
  it("is signed over its exact bytes and says what happened", async () => {
    const at = 1_767_323_045_000;
    await ring({ at });
    const [call] = endpoint.received;
    expect(
      verifySignature(call?.body ?? Buffer.alloc(0), call?.signature ?? null, [DEFAULT_HMAC_KEY]),
    ).toBe(true);
    const notice = parseNotice(call?.body ?? Buffer.alloc(0));
    expect(notice).toMatchObject({ about: "camera-event", kind: "button_press" });
    expect(notice).toMatchObject({ occurredAt: new Date(at), sentAt: new Date(at + 400) });
  });

  it.each(["data.subType", "data.sub_type", "attributes.subType", "attributes.sub_type"])(
    "carries its class in %s",
    async (subTypePlace) => {
      await ring({ type: "motion_detected", class: "human", subTypePlace });
      const notice = parseNotice(endpoint.received[0]?.body ?? Buffer.alloc(0));
      expect(notice).toMatchObject({ kind: "motion", motionClass: "human" });
    },
  );

  it("is tried seven times and then dead when the endpoint keeps failing", async () => {
    endpoint.answers = [503];
    const [delivery] = await ring();
    expect(delivery?.state).toBe("dead");
    expect(endpoint.received).toHaveLength(7);
    expect(new Set(endpoint.received.map(({ signature }) => signature)).size).toBe(1);
  });

  it("arrives when the endpoint recovers", async () => {
    endpoint.answers = [500, 302, 0, 200];
    const [delivery] = await ring();
    expect(delivery?.state).toBe("delivered");
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([500, 302, null, 200]);
  });

  it("is never tried again after a 4xx", async () => {
    endpoint.answers = [401];
    const [delivery] = await ring();
    expect(delivery?.state).toBe("refused");
    expect(endpoint.received).toHaveLength(1);
  });

  it("comes back from the dead letters on request", async () => {
    endpoint.answers = [503];
    await ring();
    endpoint.answers = [200];
    expect(await emulator.control.replayDead()).toBe(1);
    await emulator.idle();
    const [delivery] = await emulator.control.deliveries();
    expect(delivery).toMatchObject({ state: "delivered", replays: 1 });
    expect(await emulator.control.replayDead()).toBe(0);
  });

  it("can be replayed for 72 hours", async () => {
    endpoint.answers = [503];
    const [delivery] = await ring();
    expect(delivery).toMatchObject({ state: "dead", replays: 0 });
    endpoint.answers = [200];
    await emulator.control.clock({ offset: 72 * 3_600_000 });
    expect(await emulator.control.replayDead()).toBe(0);
    expect((await emulator.control.deliveries())[0]?.state).toBe("expired");
  });

  it("goes to the dead letters once ten refusals in a row have disabled the endpoint", async () => {
    await emulator.control.settings({ disablesAfterRefusals: 10 });
    endpoint.answers = [...Array.from({ length: 9 }, () => 401), 200, 401];
    for (let time = 0; time < 19; time++) await ring({ media: null });
    expect(await emulator.control.endpoint()).toEqual({ refusals: 9, isDisabled: false });
    await ring({ media: null });
    expect((await emulator.control.endpoint()).isDisabled).toBe(true);
    const states = async () => (await ring({ media: null })).at(-1)?.state;
    expect(await states()).toBe("dead");
    expect(endpoint.received).toHaveLength(20);
    endpoint.answers = [200];
    await emulator.control.enableEndpoint();
    expect(await states()).toBe("delivered");
  });

  it("does not come for an account whose link is not complete", async () => {
    await emulator.control.addAccount({ name: "Robin", link: "none", devices: [{ name: "Barn" }] });
    expect(await ring({ device: "Barn" })).toEqual([]);
  });
});

describe("duplicates", () => {
  const keys = () => endpoint.received.map(({ body }) => deliveryKeys(body));

  it("repeat the request id", async () => {
    await ring({ duplicate: { copies: 2 } });
    expect(new Set(keys().map(({ requestId }) => requestId)).size).toBe(1);
    expect(keys()).toHaveLength(3);
  });

  it("or tell of the same event under a new one", async () => {
    await ring({ duplicate: { copies: 1, newRequestId: true } });
    expect(new Set(keys().map(({ requestId }) => requestId)).size).toBe(2);
    expect(new Set(keys().map(({ semanticKey }) => semanticKey)).size).toBe(1);
  });
});

describe("other news", () => {
  it("can be any text under any signature", async () => {
    await emulator.control.addNews({ account: "nobody", body: "not json", signature: null });
    await emulator.idle();
    expect(endpoint.received).toEqual([{ body: Buffer.from("not json"), signature: null }]);
  });

  it("tells of the removal of the app and of every device", async () => {
    const [account] = await emulator.control.accounts();
    await emulator.control.unlink(account?.id ?? "");
    await emulator.idle();
    const notices = endpoint.received.map(({ body }) => parseNotice(body));
    expect(notices).toContainEqual(
      expect.objectContaining({ about: "integration", change: "removed" }),
    );
    expect(notices).toContainEqual(expect.objectContaining({ about: "device", change: "removed" }));
  });
});

describe("the same seed", () => {
  it("and the same orders give the same ids and webhooks, byte for byte", async () => {
    const orders = async ({ control, idle }: RingEmulator) => {
      await control.reset();
      const { id, devices } = await control.addAccount();
      const at = 1_767_323_045_000;
      const duplicate = { copies: 1, newRequestId: true };
      await control.addEvent({ device: "Front door", media: null, at, duplicate });
      await control.addEvent({ device: "Front door", media: null, at: at + 1 });
      await idle();
      const sent = (await control.deliveries()).map(({ body, signature }) => [body, signature]);
      return { id, devices, sent };
    };
    const twin = await startRingEmulator();
    const other = await startRingEmulator({ seed: 2 });
    const [mine, again, different] = [
      await orders(emulator),
      await orders(twin),
      await orders(other),
    ];
    await Promise.all([twin.close(), other.close()]);
    expect(again).toEqual(mine);
    expect(different.id).not.toBe(mine.id);
    expect(mine.sent).toHaveLength(3);
  });
});
