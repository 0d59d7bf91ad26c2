/**
 * Feeds a recording of one's own through the running emulator, as if a doorbell had made it:
 *
 *     npm run demo -- --clip FILE.mp4 [--press | --motion] [--camera NAME]
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type ControlClient, createControlClient } from "./control-client.ts";
import { probeLengthMs } from "./ffmpeg.ts";
import { addressFile, DEFAULT_API_PORT } from "./ports.ts";

const USAGE = "npm run demo -- --clip FILE.mp4 [--press | --motion] [--camera NAME]";

/** A mistake that the person at the keyboard can mend; its message is all they see. */
class Mistake extends Error {
  override readonly name = "Mistake";
}

interface Order {
  clip: string;
  type: "button_press" | "motion_detected";
  /** Null: the first camera. */
  camera: string | null;
  emulatorUrl: string;
}

function readOrder(): Order {
  const { values } = parseFlags();
  if (values.clip === undefined) throw new Mistake(`Which recording? ${USAGE}`);
  if (values.press && values.motion) throw new Mistake("Either --press or --motion, not both.");
  return {
    clip: path.resolve(values.clip),
    type: values.motion ? "motion_detected" : "button_press",
    camera: values.camera ?? null,
    emulatorUrl: values.emulator ?? runningEmulator(),
  };
}

/** The address that the running emulator left in the data folder, else its usual one. */
function runningEmulator(): string {
  const file = addressFile(process.env.DATA_DIR || "data");
  const usual = `http://127.0.0.1:${process.env.EMULATOR_PORT || DEFAULT_API_PORT}`;
  return existsSync(file) ? readFileSync(file, "utf8").trim() : usual;
}

function parseFlags() {
  try {
    return parseArgs({
      options: {
        clip: { type: "string" },
        press: { type: "boolean" },
        motion: { type: "boolean" },
        camera: { type: "string" },
        emulator: { type: "string" },
      },
    });
  } catch (error) {
    throw new Mistake(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

async function checkVideo(file: string): Promise<number> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new Mistake(`There is no file ${file}.`);
  if (!found.isFile()) throw new Mistake(`${file} is not a file.`);
  return await probeLengthMs(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new Mistake("ffprobe was not found: install ffmpeg.");
    throw new Mistake(`${file} is not a video that ffmpeg can read.`);
  });
}

async function findCamera(
  control: ControlClient,
  order: Order,
): Promise<{ id: string; name: string }> {
  const accounts = await control.accounts().catch((error: unknown) => {
    if (!(error instanceof TypeError)) throw error;
    throw new Mistake(`No emulator answers at ${order.emulatorUrl}. Start the demo first.`);
  });
  const cameras = accounts.flatMap(({ devices }) => devices);
  const wanted = order.camera?.toLowerCase();
  const camera = cameras.find(({ name }) => wanted === undefined || name.toLowerCase() === wanted);
  if (camera) return camera;
  if (cameras.length === 0) throw new Mistake("The emulator has no cameras: is the demo running?");
  const names = cameras.map(({ name }) => `"${name}"`).join(", ");
  throw new Mistake(`No camera is called "${order.camera}". There are ${names}.`);
}

async function send(): Promise<string> {
  const order = readOrder();
  const lengthMs = await checkVideo(order.clip);
  const control = createControlClient(order.emulatorUrl);
  const camera = await findCamera(control, order);
  const { deliveries } = await control.addEvent({
    device: camera.id,
    type: order.type,
    class: order.type === "motion_detected" ? "human" : null,
    media: order.clip,
  });
  const what = order.type === "button_press" ? "a press of the bell" : "a motion";
  const told = deliveries.length > 0 ? "" : " Its account is not linked, so nobody was told.";
  return `Sent ${path.basename(order.clip)} (${Math.round(lengthMs / 1000)} s) as ${what} at "${camera.name}".${told}`;
}

try {
  process.stdout.write(`${await send()}\n`);
} catch (error) {
  if (!(error instanceof Mistake)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
