import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { personOf, picturesOf, readProtocol } from "./protocol.ts";

const protocol = {
  photos: ["photos/Ann/1.jpg", "photos/Bob/1.jpg"],
  pairs: [["photos/Ann/1.jpg", "photos/Bob/1.jpg", 0]],
  probes: [
    { file: "probes/h24/Ann.jpg", variant: "h24", person: "Ann", source: "photos/Ann/1.jpg" },
  ],
  households: [],
};

describe("a protocol", () => {
  let dir = "";
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "kith-protocol-"));
  });
  afterEach(() => rm(dir, { recursive: true }));

  async function put(folder: string, content: unknown): Promise<void> {
    for (const file of picturesOf({ ...protocol, folder } as never)) {
      await mkdir(join(folder, file, ".."), { recursive: true });
      await writeFile(join(folder, file), "");
    }
    await writeFile(join(folder, "protocol.json"), JSON.stringify(content));
  }

  it("is read from the folder of faces, or from the folder itself", async () => {
    await put(join(dir, "faces"), protocol);
    expect((await readProtocol(dir)).folder).toBe(join(dir, "faces"));
    expect((await readProtocol(join(dir, "faces"))).photos).toHaveLength(2);
  });

  it("says where it looked when there is none", async () => {
    await expect(readProtocol(dir)).rejects.toThrow(`${dir}/faces/protocol.json`);
  });

  it("says what is missing in one that is not in the layout", async () => {
    await put(dir, { ...protocol, pairs: undefined });
    await expect(readProtocol(dir)).rejects.toThrow(/not in the layout.*pairs/s);
  });

  it("names the picture that is missing", async () => {
    await put(dir, protocol);
    await rm(join(dir, "probes/h24/Ann.jpg"));
    await expect(readProtocol(dir)).rejects.toThrow("1 pictures");
    await expect(readProtocol(dir)).rejects.toThrow("probes/h24/Ann.jpg");
  });
});

it("knows a person by the folder of the photograph", () => {
  expect(personOf("photos/Ann_Lee/0001.jpg")).toBe("Ann_Lee");
});
