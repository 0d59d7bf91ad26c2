import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fetchMissingModels } from "./download.ts";
import { downloadFile } from "./http-file.ts";
import { type Model, modelManifest } from "./manifest.ts";

const content = randomBytes(400_000);
const sha256 = createHash("sha256").update(content).digest("hex");

let folder: string;
let server: Server;
let address: string;
/** The `Range` header of each request, in order. */
let ranges: (string | undefined)[];
/** Called when the downloader reports that bytes arrived. */
let cut: () => void;
let answer: (request: IncomingMessage, response: ServerResponse) => void;

/** What any web server does with a file. */
function serve(body: Buffer, request: IncomingMessage, response: ServerResponse) {
  cut = () => {};
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  response.writeHead(start > 0 ? 206 : 200, { "content-length": body.length - start });
  response.end(body.subarray(start));
}

/** Sends the given number of bytes of what was asked for; `cut` ends the connection. */
function cutAfter(count: number, request: IncomingMessage, response: ServerResponse) {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  response.writeHead(start > 0 ? 206 : 200, { "content-length": content.length - start });
  response.write(content.subarray(start, start + count));
  cut = () => response.destroy();
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kith-models-"));
  ranges = [];
  cut = () => {};
  answer = (request, response) => serve(content, request, response);
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  address = `http://127.0.0.1:${(server.address() as { port: number }).port}/model.onnx`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await rm(folder, { recursive: true, force: true });
});

function fetchContent(overrides: { bytes?: number; sha256?: string; sizeIsRounded?: true } = {}) {
  const remote = { url: address, bytes: content.length, sha256, ...overrides };
  return downloadFile(remote, join(folder, "model.onnx"), {
    allowHttp: true,
    onProgress: () => cut(),
  });
}

describe("downloading a file", () => {
  it("stores what it verified", async () => {
    await fetchContent();
    expect(content.equals(await readFile(join(folder, "model.onnx")))).toBe(true);
    expect(await readdir(folder)).toEqual(["model.onnx"]);
  });

  it("goes on where a cut connection ended", async () => {
    let requests = 0;
    answer = (request, response) =>
      requests++ === 0 ? cutAfter(100_000, request, response) : serve(content, request, response);
    await fetchContent();
    expect(content.equals(await readFile(join(folder, "model.onnx")))).toBe(true);
    expect(ranges).toHaveLength(2);
    expect(ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it("keeps what arrived for the next call when every attempt is cut", async () => {
    answer = (request, response) => cutAfter(50_000, request, response);
    await expect(fetchContent()).rejects.toThrow(/cannot be reached/);
    expect(await readdir(folder)).toEqual(["model.onnx.partial"]);
    answer = (request, response) => serve(content, request, response);
    await fetchContent();
    expect(ranges.at(-1)).toMatch(/^bytes=[1-9]\d*-$/);
    expect(content.equals(await readFile(join(folder, "model.onnx")))).toBe(true);
  });

  it("starts anew where the server cannot resume", async () => {
    await writeFile(join(folder, "model.onnx.partial"), "x".repeat(1000));
    answer = (_request, response) => {
      response.writeHead(200);
      response.end(content);
    };
    await fetchContent();
    expect(content.equals(await readFile(join(folder, "model.onnx")))).toBe(true);
  });

  it("keeps nothing of a file with another hash", async () => {
    const other = Buffer.alloc(content.length);
    answer = (request, response) => serve(other, request, response);
    await expect(fetchContent()).rejects.toThrow(new RegExp(`instead of ${sha256}`));
    expect(await readdir(folder)).toEqual([]);
  });

  it("stops at the expected size", async () => {
    await expect(fetchContent({ bytes: 1000 })).rejects.toThrow(/larger than the 1000 bytes/);
    expect(await readdir(folder)).toEqual(["model.onnx.partial"]);
    expect((await readFile(join(folder, "model.onnx.partial"))).length).toBe(0);
  });

  it("takes a file whose size is known in round figures by its hash, also when it lay there whole", async () => {
    const rounded = { bytes: 390_000, sizeIsRounded: true as const };
    await fetchContent(rounded);
    await writeFile(join(folder, "model.onnx.partial"), content);
    answer = (_request, response) => response.writeHead(416).end();
    await fetchContent(rounded);
    expect(content.equals(await readFile(join(folder, "model.onnx")))).toBe(true);
    await expect(fetchContent({ ...rounded, bytes: 100_000 })).rejects.toThrow();
  });

  it("says what the server answered, and asks only once for what does not exist", async () => {
    answer = (_request, response) => response.writeHead(404).end();
    await expect(fetchContent()).rejects.toThrow(/answered 404/);
    expect(ranges).toHaveLength(1);
  });

  it("refuses plain http", async () => {
    const remote = { url: address, bytes: content.length, sha256 };
    await expect(downloadFile(remote, join(folder, "m"))).rejects.toThrow(/https only/);
    expect(ranges).toHaveLength(0);
  });
});

describe("fetching the missing models", () => {
  const detector = (): Model => {
    const model = structuredClone(modelManifest()[0]) as Model;
    const [file] = model.files;
    if (!file) throw new Error("The manifest names no file.");
    file.accepted = [{ bytes: content.length, sha256, origin: "test" }];
    file.source = { kind: "file", url: address };
    return model;
  };

  it("says in a sentence what could not be had, and does not throw", async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    const failures = await fetchMissingModels({ models: [detector()], folder, allowHttp: true });
    expect(failures).toEqual([
      {
        message: expect.stringMatching(
          /^face-detection-yunet-2023mar.onnx: .* cannot be reached \(ECONNREFUSED\)/,
        ),
        isTransient: true,
      },
    ]);
    server.listen(0);
  });

  it("reports progress, and fetches nothing that is there", async () => {
    const seen: number[] = [];
    const options = { models: [detector()], folder, allowHttp: true };
    await fetchMissingModels({ ...options, onProgress: (_file, received) => seen.push(received) });
    expect(seen.at(-1)).toBe(content.length);
    expect(await fetchMissingModels(options)).toEqual([]);
    expect(ranges).toHaveLength(1);
  });

  it("asks the owner for a file that it knows no address of, and looks at what is put there", async () => {
    const model = detector();
    const source = { kind: "by-hand" as const, publisher: "somebody" };
    const models = [{ ...model, files: model.files.map((file) => ({ ...file, source })) }];
    const [asked] = await fetchMissingModels({ models, folder });
    expect(asked?.message).toMatch(/^face-detection-yunet-2023mar.onnx: .* Get it from somebody/);
    await writeFile(join(folder, "face-detection-yunet-2023mar.onnx"), "other");
    const [wrong] = await fetchMissingModels({ models, folder });
    expect(wrong?.message).toMatch(/is not the model it claims to be/);
    await writeFile(join(folder, "face-detection-yunet-2023mar.onnx"), content);
    expect(await fetchMissingModels({ models, folder })).toEqual([]);
    expect(ranges).toEqual([]);
  });

  it("converts a network that is published in OpenVINO's format only", async () => {
    const [model] = modelManifest().filter(
      ({ name }) => name === "face-reidentification-retail-0095",
    );
    const file = structuredClone(model)?.files[0];
    if (file?.source.kind !== "openvino") throw new Error("Expected an OpenVINO source.");
    const local = (suffix: string) =>
      readFileSync(
        new URL(
          `../../shared/models/openvino/face-reidentification-retail-0095${suffix}`,
          import.meta.url,
        ),
      );
    const origin = new URL(address).origin;
    file.source.xml.url = `${origin}/.xml`;
    file.source.bin.url = `${origin}/.bin`;
    // The test server's paths begin with a slash, the file names with a dot.
    answer = (request, response) => serve(local((request.url ?? "").slice(1)), request, response);
    const models = [{ ...model, files: [file] } as Model];
    expect(await fetchMissingModels({ models, folder, allowHttp: true })).toEqual([]);
    expect(await readdir(folder)).toEqual(["face-embedding-omz-0095.onnx"]);
    expect(await fetchMissingModels({ models, folder, allowHttp: true })).toEqual([]);
    expect(ranges).toHaveLength(2);
  });
});
