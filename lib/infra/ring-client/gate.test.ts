import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { failure } from "#e2e/fakes/ring/contract-stage.ts";
import { NotYetError } from "#lib/errors.ts";
import { FAILURES_TO_OPEN } from "./circuit.ts";
import { createGate } from "./gate.ts";
import { type Answerer, RingUnreachableError } from "./refusals.ts";

const START = new Date("2026-01-02T03:04:05Z");

/** A gate whose clock stands until it is set. */
function stoppedGate() {
  let now = START;
  const gate = createGate(10, () => now);
  const pass = (answerer: Answerer) => gate.pass(answerer, async () => "answer");
  const fail = (answerer: Answerer) =>
    failure(gate.pass(answerer, () => Promise.reject(new RingUnreachableError("503"))));
  const at = (time: Date) => {
    now = time;
  };
  return { gate, pass, fail, at };
}

const answer = (status: number, headers: Record<string, string>) =>
  new Response(null, { status, headers });

describe("a host that fails again and again", () => {
  it("is left alone, the others are not; its jobs come back later, not all at once", async () => {
    const { gate, pass, fail } = stoppedGate();
    for (let time = 1; time < FAILURES_TO_OPEN; time++)
      expect(await fail("media")).toBeInstanceOf(RingUnreachableError);
    expect(await fail("media")).toBeInstanceOf(NotYetError);
    const call = vi.fn(async () => "answer");
    const first = await failure(gate.pass("media", call));
    const second = await failure(gate.pass("media", call));
    expect(call).not.toHaveBeenCalled();
    expect(first).toBeInstanceOf(NotYetError);
    expect((first as NotYetError).retryAt > START).toBe(true);
    expect((first as NotYetError).retryAt).not.toEqual((second as NotYetError).retryAt);
    expect(await pass("api")).toBe("answer");
  });

  it("is asked again after a while, by one call, and then by all", async () => {
    const { gate, pass, fail, at } = stoppedGate();
    for (let time = 0; time < FAILURES_TO_OPEN; time++) await fail("media");
    at(new Date(START.getTime() + 60_000));
    const probe = Promise.withResolvers<string>();
    const probing = gate.pass("media", () => probe.promise);
    expect(await failure(pass("media"))).toBeInstanceOf(NotYetError);
    probe.resolve("back");
    expect(await probing).toBe("back");
    expect(await pass("media")).toBe("answer");
  });

  it("counts as well when it refuses, and when the caller himself has ended the call", async () => {
    const { gate, pass, fail } = stoppedGate();
    for (let time = 1; time < FAILURES_TO_OPEN; time++) await fail("media");
    await failure(gate.pass("media", () => Promise.reject(new Error("404"))));
    expect(await fail("media")).toBeInstanceOf(RingUnreachableError);
    const cancelled = AbortSignal.abort(new Error("The worker stops."));
    for (let time = 0; time < FAILURES_TO_OPEN; time++) {
      const call = () => Promise.reject(new RingUnreachableError("cut"));
      await failure(gate.pass("media", call, cancelled));
    }
    expect(await pass("media")).toBe("answer");
  });
});

describe("a pause that Ring asks for", () => {
  it.each([
    ["429 in seconds", 429, { "retry-after": "30" }, 30],
    ["429 with a date", 429, { "retry-after": "Fri, 02 Jan 2026 03:04:45 GMT" }, 40],
    ["503 with a time", 503, { "retry-after": "10" }, 10],
    [
      "the last call of a second, with a time",
      200,
      { "x-ratelimit-remaining": "0", "retry-after": "5" },
      5,
    ],
  ])("holds up every call, tokens included: %s", async (_, status, headers, seconds) => {
    const { gate, pass, at } = stoppedGate();
    gate.hear("api", answer(status, headers));
    const until = START.getTime() + seconds * 1000;
    for (const answerer of ["api", "oauth"] as const) {
      const early = await failure(pass(answerer));
      expect(early).toBeInstanceOf(NotYetError);
      expect((early as NotYetError).retryAt.getTime()).toBeGreaterThanOrEqual(until);
    }
    expect(await pass("media")).toBe("answer");
    at(new Date(until));
    expect(await pass("api")).toBe("answer");
  });

  it("of a second is waited for in place", async () => {
    const gate = createGate(10, () => new Date());
    const heardAt = Date.now();
    gate.hear("api", answer(200, { "x-ratelimit-remaining": "0" }));
    const calledAt = await gate.pass("api", async () => Date.now());
    expect(calledAt - heardAt).toBeGreaterThanOrEqual(950);
  });

  it.each([
    ["an answer with calls left", 200, { "x-ratelimit-remaining": "1" }],
    ["a clip that is not ready for a while", 425, { "retry-after": "30" }],
    ["trouble without a time", 503, {}],
  ])("is none: %s", async (_, status, headers) => {
    const { gate, pass } = stoppedGate();
    gate.hear("api", answer(status, headers));
    expect(await pass("api")).toBe("answer");
  });
});

describe("a call that gets no answer", () => {
  const silent = createServer(() => undefined);
  const broken = createServer((request) => request.socket.resetAndDestroy());
  const listening = [silent, broken];
  const address = (server: typeof silent) =>
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  beforeAll(async () => {
    for (const server of listening)
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    for (const server of listening) {
      server.closeAllConnections();
      server.close();
    }
  });

  it.each([
    ["a name that nobody knows", () => fetch("http://media.invalid/")],
    ["a connection that is reset", () => fetch(address(broken))],
    ["silence", () => fetch(address(silent), { signal: AbortSignal.timeout(100) })],
  ])("says that Ring cannot be reached: %s", async (_, call) => {
    const error = await failure(createGate(10, () => new Date()).pass("api", call));
    expect(error).toBeInstanceOf(RingUnreachableError);
    expect((error as Error).cause).toBeDefined();
  });
});
