import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimDataFolder } from "./data-folder.ts";
import { LogFile } from "./log-file.ts";
import { requireFreePort } from "./port.ts";

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "kith-claim-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe("the data folder", () => {
  it.each(["short", "long".repeat(40)])("belongs to one Kith at a time (%s)", async (name) => {
    const { release } = await claimDataFolder(join(scratch, name));
    await expect(claimDataFolder(join(scratch, name))).rejects.toThrow(/already runs on/);
    await release();
    await (await claimDataFolder(join(scratch, name))).release();
  });

  it("is free again after its Kith was killed", async () => {
    const folder = join(scratch, "killed");
    const module = new URL("./data-folder.ts", import.meta.url).href;
    const script = `
      import { claimDataFolder } from "${module}";
      await claimDataFolder(process.argv[1]);
      process.stdout.write("claimed");
      setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ["--input-type=module", "-e", script, folder]);
    await once(other.stdout, "data");
    await expect(claimDataFolder(folder)).rejects.toThrow(/already runs on/);
    other.kill("SIGKILL");
    await once(other, "exit");
    await (await claimDataFolder(folder)).release();
  });
});

describe("the port", () => {
  it("is refused in one sentence when somebody uses it", async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, done));
    const { port } = server.address() as { port: number };
    await expect(requireFreePort(port)).rejects.toThrow(
      `Port ${port} is in use by another program. End that program, or choose another port: PORT=${port + 1} npm start`,
    );
    await new Promise((done) => server.close(done));
    await expect(requireFreePort(port)).resolves.toBeUndefined();
  });
});

describe("a log file", () => {
  it("begins anew when it is full, and keeps four old ones", async () => {
    const path = join(scratch, "x.log");
    const log = new LogFile(path, 10);
    for (let line = 0; line < 8; line++) {
      log.write("0123456789");
      await log.close();
    }
    const sizes = ["", ".1", ".4", ".5"].map((suffix) =>
      stat(path + suffix).then(
        ({ size }) => size,
        () => undefined,
      ),
    );
    expect(await Promise.all(sizes)).toEqual([10, 10, 10, undefined]);
  });
});
