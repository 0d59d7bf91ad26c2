/** A small route table over node:http: raw sockets stay within reach, because faults need them. */
import type { IncomingMessage, ServerResponse } from "node:http";

/** One request with what every handler needs. */
export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** Decoded path parameters by name. */
  params: Record<string, string>;
  body: Buffer;
}

export interface Route {
  method: string;
  /** Segments; `:name` matches one segment. */
  path: string;
  handle: (call: Call) => void | Promise<void>;
}

/** Bodies above this many bytes are refused. */
const BODY_CAP_BYTES = 1024 * 1024;

/** The route of a request and its parameters, or null. */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  pathname: string,
): { route: Route; params: Record<string, string> } | null {
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path, pathname) : null;
    if (params) return { route, params };
  }
  return null;
}

function matchPath(pattern: string, pathname: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = pathname.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith(":")) params[segment.slice(1)] = decodeURIComponent(value);
    else if (segment !== value) return null;
  }
  return params;
}

/** The whole body. Throws above 1 MiB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = part as Buffer;
    size += bytes.length;
    if (size > BODY_CAP_BYTES) throw new Error("request body too large");
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): undefined {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(value));
}

export function sendEmpty(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): undefined {
  response.writeHead(status, { "content-length": "0", ...headers });
  response.end();
}

/** The contract's error body: `{"errors":[{id,status,code,detail,…}]}`. */
export function sendError(
  response: ServerResponse,
  status: number,
  code: string,
  detail: string,
  headers: Record<string, string> = {},
): undefined {
  const error = { id: "emulator", status: String(status), code, detail };
  sendJson(response, status, { errors: [error] }, headers);
}

/** The JSON body, or null when it is none. */
export function jsonBody(call: Call): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(call.body.toString("utf8"));
    return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
