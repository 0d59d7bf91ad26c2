import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RECORDINGS_FOLDER } from "./ordering.ts";
import { addressFile } from "./ports.ts";
import { type RingEmulator, startRingEmulator } from "./server.ts";

const PROGRAM = path.join(import.meta.dirname, "send.ts");
const CLIP = path.join(RECORDINGS_FOLDER, "emil-day.mp4");

let emulator: RingEmulator;
let folder: string;

beforeAll(async () => {
  emulator = await startRingEmulator();
  await emulator.control.addAccount({ devices: [{ name: "Front door" }, { name: "Garden gate" }] });
  folder = await mkdtemp(path.join(tmpdir(), "ring-send-"));
});

afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

function run(...flags: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const emulatorFlag = flags.includes("--emulator") ? [] : ["--emulator", emulator.apiUrl];
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, ...emulatorFlag, ...flags], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe("sending a recording of one's own", () => {
  it("makes a press at the first camera, or what is asked for", async () => {
    const press = await run("--clip", CLIP);
    expect(press.stdout).toContain(
      'Sent emil-day.mp4 (20 s) as a press of the bell at "Front door"',
    );
    const motion = await run("--clip", CLIP, "--motion", "--camera", "garden gate");
    expect(motion.stdout).toContain('as a motion at "Garden gate"');
    const types = (await emulator.control.deliveries()).map(
      ({ body }) => JSON.parse(body).data.type,
    );
    expect(types).toEqual(["button_press", "motion_detected"]);
  });

  it.each([
    ["no file", [], "Which recording?"],
    ["a file that is not there", ["--clip", "nowhere.mp4"], "There is no file"],
    ["a folder", ["--clip", "/tmp"], "is not a file"],
    ["both kinds", ["--clip", CLIP, "--press", "--motion"], "not both"],
    ["an unknown flag", ["--clip", CLIP, "--loud"], "Unknown option"],
    ["an unknown camera", ["--clip", CLIP, "--camera", "Attic"], '"Front door", "Garden gate"'],
    ["no emulator", ["--clip", CLIP, "--emulator", "http://127.0.0.1:9"], "Start the demo first"],
  ])("says what is wrong with %s", async (_, flags, message) => {
    const { code, stderr } = await run(...flags);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
  });

  it("finds the emulator that left its address in the data folder", async () => {
    const dataDir = path.join(folder, "data");
    await mkdir(dataDir);
    await writeFile(addressFile(dataDir), emulator.apiUrl);
    const env = { ...process.env, DATA_DIR: dataDir };
    const sent = promisify(execFile)(process.execPath, [PROGRAM, "--clip", CLIP], { env });
    expect((await sent).stdout).toContain("Sent emil-day.mp4");
  });

  it("refuses a file that is not a video", async () => {
    const file = path.join(folder, "notes.mp4");
    await writeFile(file, "not a video");
    const { code, stderr } = await run("--clip", file);
    expect(code).toBe(1);
    expect(stderr).toContain("is not a video");
  });
});
