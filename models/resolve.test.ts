import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Model, modelManifest } from "./manifest.ts";
import { resolveModels } from "./resolve.ts";

let folders: string[];
let scratch: string;

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** A model of two files, whose right contents are their names. */
const pair: Model = {
  ...(modelManifest()[0] as Model),
  files: ["net.onnx", "net.onnx.data"].map((name) => ({
    name,
    accepted: [{ bytes: name.length, sha256: hashOf(name), origin: "test" }],
    source: { kind: "file", url: `https://example.org/${name}` },
  })),
};

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "kith-resolve-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Two folders with these files in them. */
async function arrange(...contents: Record<string, string>[]) {
  folders = [];
  const base = await mkdtemp(join(scratch, "case-"));
  for (const [index, files] of contents.entries()) {
    const folder = join(base, String(index));
    await mkdir(folder);
    folders.push(folder);
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  }
  return resolveModels({ folders, models: [pair] });
}

const right = { "net.onnx": "net.onnx", "net.onnx.data": "net.onnx.data" };

describe("finding the models", () => {
  it("takes the first folder that has all files of a model", async () => {
    const resolved = await arrange({ "net.onnx": "net.onnx" }, right);
    expect(resolved.found["net.onnx"]).toBe(join(folders[1] ?? "", "net.onnx"));
    expect([resolved.missing, resolved.wrong]).toEqual([[], []]);
  });

  it("names what is missing", async () => {
    expect((await arrange({}, {})).missing).toEqual(["net.onnx", "net.onnx.data"]);
  });

  it("names a file with other content, both hashes and what to do", async () => {
    const { found, wrong } = await arrange({ ...right, "net.onnx": "changed" }, {});
    expect(found).toEqual({});
    expect(wrong).toHaveLength(1);
    expect(wrong[0]?.message).toContain(hashOf("changed"));
    expect(wrong[0]?.message).toContain(hashOf("net.onnx"));
    expect(wrong[0]?.message).toMatch(/net\.onnx is not the model .* Delete it and run/);
  });

  it("prefers the right file in a later folder", async () => {
    const { found, wrong } = await arrange({ ...right, "net.onnx": "changed" }, right);
    expect(found["net.onnx"]).toBe(join(folders[1] ?? "", "net.onnx"));
    expect(wrong).toEqual([]);
  });

  it("notices that a verified file has changed", async () => {
    await arrange(right);
    await writeFile(join(folders[0] ?? "", "net.onnx"), "changed later");
    expect((await resolveModels({ folders, models: [pair] })).wrong).toHaveLength(1);
  });
});
