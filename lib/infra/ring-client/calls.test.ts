import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRingClient } from "../ring-client.ts";

let server: Server;
let asked = 0;
/** What the list leads on to after each page; null ends it. */
let next: (page: number) => string | null = () => null;

beforeAll(async () => {
  server = createServer((_request, response) => {
    asked++;
    const link = next(asked);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ data: [], ...(link !== null && { links: { next: link } }) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function readHistory() {
  asked = 0;
  const apiBaseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createRingClient({
    apiBaseUrl,
    oauthTokenUrl: apiBaseUrl,
    clientId: "id",
    clientSecret: "secret",
    mediaHostAllowlist: [],
    allowInsecureMedia: true,
    mediaMaxBytes: 1,
    maxCallsPerSecond: 10_000,
  });
  return client.eventHistory("token", { deviceId: "device", since: new Date(0) });
}

describe("a list of many pages", () => {
  it("is read to its end", async () => {
    next = (page) => (page < 30 ? `/v1/more?page=${page}` : null);
    expect(await readHistory()).toEqual([]);
    expect(asked).toBe(30);
  });

  it("is not taken for whole where it leads in a circle", async () => {
    next = () => "/v1/more?page=1";
    await expect(readHistory()).rejects.toThrow("does not end");
  });

  it("is not followed to another origin, where the token would go with it", async () => {
    next = () => "http://192.0.2.1/v1/more";
    await readHistory();
    expect(asked).toBe(1);
  });
});
