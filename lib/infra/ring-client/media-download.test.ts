import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { failure } from "#e2e/fakes/ring/contract-stage.ts";
import { createGate } from "./gate.ts";
import { downloadMedia, type MediaLimits } from "./media-download.ts";
import { RingUnreachableError } from "./refusals.ts";

type Heard = Pick<IncomingMessage, "method" | "url"> & { bearer: boolean };

let answer: (request: IncomingMessage, response: ServerResponse) => void;
let heard: Heard[] = [];
let folder: string;
const server = createServer((request, response) => {
  const { method, url, headers } = request;
  heard.push({ method, url, bearer: headers.authorization !== undefined });
  answer(request, response);
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kith-download-"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});
afterEach(async () => {
  heard = [];
  await rm(join(folder, "clip.mp4"), { force: true });
});

const LIMITS: MediaLimits = { maxBytes: 1_000, idleMs: 2_000, totalMs: 5_000 };

function download(limits: Partial<MediaLimits> = {}) {
  const now = () => new Date();
  const { port } = server.address() as AddressInfo;
  return downloadMedia(
    {
      url: `http://127.0.0.1:${port}/0`,
      accessToken: "secret",
      body: {},
      toFile: join(folder, "clip.mp4"),
      signal: undefined,
    },
    { mediaHostAllowlist: [], allowInsecureMedia: true },
    { ...LIMITS, ...limits },
    createGate(50, now),
    now,
  );
}

/** Redirects `/0` to `/1` and so on, and answers at `/hops`. */
function redirecting(hops: number, status = 307): typeof answer {
  return ({ url = "" }, response) => {
    const hop = Number(url.slice(1));
    if (hop === hops) response.end("whole");
    else response.writeHead(status, { location: `/${hop + 1}` }).end();
  };
}

describe("a download", () => {
  it.each([301, 302, 303, 307, 308])(
    "follows three redirects of %i, by GET and without the bearer",
    async (status) => {
      answer = redirecting(3, status);
      expect(await download()).toMatchObject({ status: 200, bytes: 5 });
      expect(await readFile(join(folder, "clip.mp4"), "utf8")).toBe("whole");
      expect(heard).toEqual([
        { method: "POST", url: "/0", bearer: true },
        { method: "GET", url: "/1", bearer: false },
        { method: "GET", url: "/2", bearer: false },
        { method: "GET", url: "/3", bearer: false },
      ]);
    },
  );

  it("does not follow a fourth", async () => {
    answer = redirecting(4);
    expect(await failure(download())).toMatchObject({ reason: "redirect-refused" });
    expect(heard).toHaveLength(4);
  });

  it.each([
    ["nowhere", undefined],
    ["a file", "file:///etc/passwd"],
    ["an address with a password in it", "http://user:word@127.0.0.1/"],
    ["another machine", "http://192.168.1.1/clip.mp4"],
  ])("does not follow a redirect to %s", async (_, location) => {
    answer = (_request, response) =>
      response.writeHead(303, { ...(location && { location }) }).end();
    expect(await failure(download())).toMatchObject({ reason: "redirect-refused" });
    expect(heard).toHaveLength(1);
  });

  it("stops at the cap where no length was announced, and leaves no file", async () => {
    answer = (_request, response) => {
      for (let part = 0; part < 20; part++) response.write(Buffer.alloc(100));
      response.end();
    };
    expect(await failure(download())).toMatchObject({ reason: "too-large" });
    expect(await readdir(folder)).toEqual([]);
  });

  it("stops at the deadline where there is never silence", async () => {
    answer = (_request, response) => {
      const timer = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(timer));
    };
    const error = await failure(download({ totalMs: 300 }));
    expect(error).toBeInstanceOf(RingUnreachableError);
    expect(await readdir(folder)).toEqual([]);
  });

  it("stops after silence, before an answer as well as within one", async () => {
    answer = () => undefined;
    expect(await failure(download({ idleMs: 100 }))).toBeInstanceOf(RingUnreachableError);
    answer = (_request, response) => void response.write("half");
    expect(await failure(download({ idleMs: 100 }))).toBeInstanceOf(RingUnreachableError);
  });

  it("that ends before its announced length is broken in itself, not Ring's trouble", async () => {
    answer = (_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => response.socket?.end());
    };
    expect(await failure(download())).toMatchObject({ reason: "clip-truncated", attempts: 3 });
    expect(await readdir(folder)).toEqual([]);
  });
});
