/** How each fault looks on the wire. */
import type { ServerResponse } from "node:http";
import type { Fault } from "./fault-kinds.ts";
import { sendEmpty, sendError } from "./routing.ts";

const PAGE = "<!doctype html><title>Sign in</title><p>Your session has ended.</p>";

/** Plays a fault that needs no body of ours. */
export function playFault(response: ServerResponse, fault: Fault): undefined {
  playBodyFault(response, fault, Buffer.alloc(0), {});
}

/** Plays a fault upon the bytes that a healthy answer would have carried. */
export function playBodyFault(
  response: ServerResponse,
  fault: Fault,
  bytes: Buffer,
  headers: Record<string, string>,
): undefined {
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  const whole = { ...headers, "content-length": String(bytes.length) };
  const send = (body: Buffer): undefined => {
    response.writeHead(200, { ...headers, "content-length": String(body.length) });
    response.end(body);
  };
  switch (fault.kind) {
    case "status":
      if (fault.code === undefined) return sendEmpty(response, fault.status, fault.headers);
      return sendError(response, fault.status, fault.code, "ordered fault", fault.headers);
    case "redirect":
      return sendEmpty(response, fault.status, { location: fault.location });
    case "empty":
      return send(Buffer.alloc(0));
    case "html":
      return send(Buffer.from(PAGE));
    case "half-file":
      return send(half);
    case "garbage":
      // Every byte inverted: no box, no start code and no magic number survives.
      return send(bytes.map((byte) => byte ^ 0xff) as Buffer);
    case "truncated":
      response.writeHead(200, whole);
      response.write(half, () => response.socket?.end());
      return;
    case "stall":
      response.writeHead(200, whole);
      response.write(half);
      return;
    case "slow":
      response.writeHead(200, whole);
      return trickle(response, bytes, fault.bytesPerSecond);
    case "reset":
    case "lost":
      response.socket?.resetAndDestroy();
      return;
    case "hang":
    case "held":
    case "partial":
      return;
  }
}

/** Ten small writes a second until done or until the other side has gone. */
function trickle(response: ServerResponse, bytes: Buffer, bytesPerSecond: number): undefined {
  const step = Math.max(1, Math.round(bytesPerSecond / 10));
  let sent = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, sent + step));
    sent += step;
    if (sent < bytes.length) return;
    clearInterval(timer);
    response.end();
  }, 100);
  response.on("close", () => clearInterval(timer));
}
