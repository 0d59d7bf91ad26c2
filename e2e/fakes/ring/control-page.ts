/** The control page at `/_emu`: three kinds of static file, and a picture of each recording. */
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Cutter } from "./ffmpeg.ts";
import { RECORDINGS_FOLDER, recordingPath } from "./ordering.ts";
import { type Call, type Route, sendJson } from "./routing.ts";

const FOLDER = path.join(import.meta.dirname, "page");
const FILES = new Set(readdirSync(FOLDER));
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};
const FRAME_AT_MS = 6_000;

/** Names of the recordings that come with the project. */
export function recordingNames(): string[] {
  const files = readdirSync(RECORDINGS_FOLDER).filter((name) => name.endsWith(".mp4"));
  return files.map((name) => path.basename(name, ".mp4")).sort();
}

export const wantsPage = ({ request }: Call): boolean =>
  request.headers.accept?.includes("text/html") ?? false;

export const sendPage = (call: Call): Promise<void> => sendFile(call, "index.html");

export function pageRoutes(cutter: Cutter): Route[] {
  return [
    {
      method: "GET",
      path: "/_emu/page/:file",
      handle: (call) => sendFile(call, call.params.file ?? ""),
    },
    {
      method: "GET",
      path: "/_emu/recordings/:name/frame",
      handle: (call) => sendFrame(cutter, call),
    },
  ];
}

async function sendFile({ response }: Call, name: string): Promise<void> {
  if (!FILES.has(name)) return sendJson(response, 404, { error: `no file ${name}` });
  response.writeHead(200, {
    "content-type": TYPES[path.extname(name)],
    "content-security-policy": "default-src 'self'; img-src 'self' data:",
  });
  response.end(await readFile(path.join(FOLDER, name)));
}

async function sendFrame(cutter: Cutter, { response, params }: Call): Promise<void> {
  const name = params.name ?? "";
  if (!recordingNames().includes(name)) {
    return sendJson(response, 404, { error: `no recording ${name}` });
  }
  const file = await cutter.frame(recordingPath(name), FRAME_AT_MS, "jpeg");
  response.writeHead(200, { "content-type": "image/jpeg", "cache-control": "max-age=3600" });
  response.end(await readFile(file));
}
