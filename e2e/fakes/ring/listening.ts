/** node:http servers with a journal around every request. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Call, matchRoute, type Route, readBody, sendError } from "./routing.ts";
import type { World } from "./world.ts";

/** Finds the route of this call, fills in its parameters and runs it; 404 when there is none. */
export async function dispatch(routes: readonly Route[], call: Call): Promise<void> {
  const found = matchRoute(routes, call.request.method ?? "", call.url.pathname);
  if (!found) return sendError(call.response, 404, "NOT_FOUND", "no such route");
  call.params = found.params;
  await found.route.handle(call);
}

export interface JournalledServer {
  server: Server;
  /** Tells the journal which fault an answer played. */
  note(call: Call, fault: { kind: string }): void;
}

/** A server whose every request outside `/_emu` is journalled when its answer ends or is cut. */
export function createJournalledServer(
  world: World,
  origin: "api" | "media",
  handle: (call: Call) => Promise<void>,
): JournalledServer {
  const faults = new WeakMap<ServerResponse, string>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://emulator");
    if (!url.pathname.startsWith("/_emu")) {
      response.on("close", () => record(world, origin, url, request, response, faults));
    }
    const run = async () => {
      const body = await readBody(request);
      await handle({ request, response, url, params: {}, body });
    };
    run().catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendError(response, 500, "INTERNAL_ERROR", String(error));
    });
  });
  return { server, note: (call, fault) => void faults.set(call.response, fault.kind) };
}

function record(
  world: World,
  origin: "api" | "media",
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  faults: WeakMap<ServerResponse, string>,
): void {
  world.journal.record({
    at: world.clock.now(),
    origin,
    method: request.method ?? "",
    path: origin === "media" ? url.pathname : url.pathname + url.search,
    status: response.headersSent ? response.statusCode : 0,
    bearer: request.headers.authorization !== undefined,
    fault: faults.get(response) ?? null,
  });
}

/** Listens on loopback and answers the origin. Port 0 takes any free one. */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Cuts every open connection and waits for the end. */
export async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
