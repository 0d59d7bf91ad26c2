/**
 * Media downloads: the API's two endpoints and the media origin behind their redirects. The origin
 * answers 500 and says so when an Authorization header reaches it.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { guarded, ownDevice } from "./access.ts";
import { findClip } from "./clips.ts";
import { playBodyFault, playFault } from "./fault-bodies.ts";
import type { Fault } from "./fault-kinds.ts";
import type { FaultRoute } from "./faults.ts";
import type { Cutter } from "./ffmpeg.ts";
import { findFrame, readFrameOrder } from "./frames.ts";
import { drawTrouble, type TroubleName, troubleAt } from "./rates.ts";
import type { Refusal, Serving } from "./recordings.ts";
import { type Call, jsonBody, type Route, sendEmpty, sendError } from "./routing.ts";
import type { Account, World } from "./world.ts";

/** What a signed media URL carries. */
interface Ticket {
  kind: "clip" | "image";
  account: string;
  device: string;
  /** The request's body as the API accepted it. */
  request: Record<string, unknown>;
  /** What its download meets by chance. */
  trouble: TroubleName | null;
  expiresAt: number;
}

/** Names the played fault for the journal. */
export type NoteFault = (call: Call, fault: { kind: string }) => void;

export function mediaApiRoutes(world: World, cutter: Cutter, note: NoteFault): Route[] {
  return [
    {
      method: "POST",
      path: "/v1/devices/:device/media/video/download",
      handle: guarded(world, (call, account) => clip(world, cutter, note, call, account)),
    },
    {
      method: "POST",
      path: "/v1/devices/:device/media/image/download",
      handle: guarded(world, (call, account) => image(world, note, call, account)),
    },
  ];
}

export function mediaOriginRoutes(world: World, cutter: Cutter, note: NoteFault): Route[] {
  const handle = (call: Call) => download(world, cutter, note, call);
  return [{ method: "GET", path: "/v1/download", handle }];
}

async function clip(
  world: World,
  cutter: Cutter,
  note: NoteFault,
  call: Call,
  account: Account,
): Promise<void> {
  const device = ownDevice(call, account);
  if (!device) return;
  const request = jsonBody(call);
  const found = findClip(world, account, device, request);
  if ("code" in found) return refuse(call.response, found);
  const trouble = chance(world, "clip", found);
  if (failsAtOnce(note, call, trouble)) return;
  if (world.settings.clipDelivery === "direct") {
    return serve({ world, cutter, note, call, trouble }, "clip-body", found, "mp4");
  }
  redirect(world, call, { kind: "clip", account: account.id, device: device.id, request, trouble });
}

/** The trouble that a request for an event's media draws. */
function chance(world: World, kind: Ticket["kind"], found: Serving | Refusal): TroubleName | null {
  const rates = world.faults.rates();
  if (!rates || "code" in found) return null;
  const { asked, number } = found.event;
  asked[kind] += 1;
  return drawTrouble(rates, world.settings.seed, { kind, event: number, attempt: asked[kind] });
}

/** Plays a trouble of the API's own answer; false leaves the answer to be given. */
function failsAtOnce(note: NoteFault, call: Call, trouble: TroubleName | null): boolean {
  const fault = troubleAt(trouble, "api");
  if (!fault) return false;
  note(call, { kind: `${trouble}` });
  playFault(call.response, fault);
  return true;
}

function image(world: World, note: NoteFault, call: Call, account: Account): undefined {
  const device = ownDevice(call, account);
  if (!device) return;
  const request = jsonBody(call);
  const order = readFrameOrder(request, world.clock.now());
  if ("code" in order) return refuse(call.response, order);
  // Whether there is such a frame is said by the address behind the redirect.
  const trouble = chance(world, "image", findFrame(world, account, device, order));
  if (failsAtOnce(note, call, trouble)) return;
  redirect(world, call, {
    kind: "image",
    account: account.id,
    device: device.id,
    request,
    trouble,
  });
}

function redirect(
  world: World,
  call: Call,
  ticket: Omit<Ticket, "expiresAt" | "request"> & { request: Ticket["request"] | null },
): undefined {
  const expiresAt = world.clock.now() + world.clock.scaled(world.settings.mediaUrlMs);
  const payload = Buffer.from(JSON.stringify({ ...ticket, expiresAt })).toString("base64url");
  const location = `${world.mediaUrl}/v1/download?t=${payload}&s=${ticketProof(world, payload)}`;
  const status = ticket.kind === "clip" ? world.settings.clipRedirectStatus : 303;
  sendEmpty(call.response, status, { location });
}

function ticketProof(world: World, payload: string): string {
  return createHmac("sha256", `media:${world.settings.seed}`).update(payload).digest("base64url");
}

function readTicket(world: World, call: Call): Ticket | null {
  const payload = call.url.searchParams.get("t") ?? "";
  const given = Buffer.from(call.url.searchParams.get("s") ?? "");
  const expected = Buffer.from(ticketProof(world, payload));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return JSON.parse(Buffer.from(payload, "base64url").toString()) as Ticket;
}

async function download(world: World, cutter: Cutter, note: NoteFault, call: Call): Promise<void> {
  if (call.request.headers.authorization !== undefined) {
    return sendError(
      call.response,
      500,
      "BEARER_LEAKED",
      "an Authorization header reached storage",
    );
  }
  const ticket = readTicket(world, call);
  if (!ticket || ticket.expiresAt <= world.clock.now()) return sendEmpty(call.response, 403);
  const account = world.accounts.get(ticket.account);
  const device = account?.devices.find(({ id }) => id === ticket.device);
  if (!account || !device) return sendEmpty(call.response, 404);
  const { trouble } = ticket;
  if (ticket.kind === "clip") {
    const found = findClip(world, account, device, ticket.request);
    if ("code" in found) return refuse(call.response, found);
    return serve({ world, cutter, note, call, trouble }, "clip-body", found, "mp4");
  }
  const order = readFrameOrder(ticket.request, world.clock.now());
  const found = "code" in order ? order : findFrame(world, account, device, order);
  if ("code" in found) return refuse(call.response, found);
  const options = ticket.request.image_options as { format?: string } | undefined;
  const format = options?.format === "png" ? "png" : "jpeg";
  return serve({ world, cutter, note, call, trouble }, "image-body", found, format);
}

interface Download {
  world: World;
  cutter: Cutter;
  note: NoteFault;
  call: Call;
  trouble: TroubleName | null;
}

/** The fault that a download meets: the next of its queue, else the one drawn. */
function downloadFault({ world, note, call, trouble }: Download, route: FaultRoute): Fault | null {
  const ordered = world.faults.take(route);
  const drawn = ordered ? null : troubleAt(trouble, "body");
  if (ordered) note(call, ordered);
  if (drawn) note(call, { kind: `${trouble}` });
  return ordered ?? drawn;
}

/** How encrypted media looks to an app. */
const ENCRYPTED: Fault = { kind: "garbage", times: 1 };

async function serve(
  download: Download,
  route: FaultRoute,
  serving: Serving,
  format: "mp4" | "jpeg" | "png",
): Promise<void> {
  const { cutter, call } = download;
  const ordered = downloadFault(download, route);
  const fault = ordered ?? (serving.recording.state === "encrypted" ? ENCRYPTED : null);
  serving.event.isReviewed = true;
  const cutTo = fault?.kind === "partial" ? fault.lengthMs : serving.lengthMs;
  const lengthMs = Math.min(cutTo, serving.lengthMs);
  const partial = serving.partial || lengthMs < serving.lengthMs;
  const bytes = await readFile(await cutFile(cutter, { ...serving, lengthMs }, format));
  const headers: Record<string, string> = {
    "content-type": format === "mp4" ? "video/mp4" : `image/${format}`,
    "x-media-timestamp": String(serving.startedAtMs),
    "x-request-id": "emulator",
    ...(format !== "mp4" && { "x-media-origin": "recording" }),
    ...(partial && { "x-media-length": String(lengthMs) }),
  };
  if (fault && fault.kind !== "partial") {
    return playBodyFault(call.response, fault, bytes, headers);
  }
  call.response.writeHead(partial ? 206 : 200, { ...headers, "content-length": bytes.length });
  call.response.end(bytes);
}

async function cutFile(
  cutter: Cutter,
  { recording, fromMs, lengthMs }: Serving,
  format: "mp4" | "jpeg" | "png",
): Promise<string> {
  if (format !== "mp4") return cutter.frame(recording.path, fromMs, format);
  const whole = fromMs === 0 && lengthMs >= recording.lengthMs;
  return whole ? recording.path : cutter.part(recording.path, fromMs, lengthMs);
}

function refuse(response: ServerResponse, { status, code, detail }: Refusal): undefined {
  sendError(response, status, code, detail);
}
