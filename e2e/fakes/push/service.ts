/**
 * A push service on loopback: takes encrypted Web Push over HTTPS, checks it as the real ones do,
 * and keeps the decrypted text. It can refuse on order, and hold a request open while a test ends
 * the sender.
 */
import { createECDH, type ECDH, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { decrypt } from "http_ece";
import { generate } from "selfsigned";
import { vapidFault } from "./vapid.ts";

export interface PushAddress {
  endpoint: string;
  /** The browser's public key, base64url. */
  p256dh: string;
  /** The shared secret, base64url. */
  auth: string;
}

export interface ReceivedPush {
  endpoint: string;
  /** Decrypted. */
  text: string;
  headers: Record<string, string>;
}

export interface PushService {
  /** `https://localhost:port` */
  origin: string;
  /** Write it to a file and name that in NODE_EXTRA_CA_CERTS. */
  caPem: string;
  newSubscription(): PushAddress;
  /** Accepted pushes, in order of arrival. */
  received(): ReceivedPush[];
  /** Sound requests that were answered by a switched status, in order. */
  refused(): { endpoint: string; status: number }[];
  /** Requests that no push service would take, with the reason. */
  faults(): string[];
  /** Answers this status from now on, to everybody or to one endpoint; 201 is health. */
  answerWith(status: number, options?: { endpoint?: string; retryAfterS?: number }): void;
  /** Keeps every new request open, unanswered but recorded, until the returned function is called. */
  hold(): () => void;
  /** Requests held at the moment. */
  held(): number;
  close(): Promise<void>;
}

/** RFC 8030: services must take 4096 bytes and may refuse more. */
const BODY_CAP_BYTES = 4096;

interface Subscriber {
  address: PushAddress;
  keys: ECDH;
}

interface Switch {
  status: number;
  retryAfterS: number | undefined;
}

/** Starts it on a free port. */
export async function startPushService(): Promise<PushService> {
  const { cert, key } = await createCertificate();
  const subscribers = new Map<string, Subscriber>();
  const received: ReceivedPush[] = [];
  const refused: { endpoint: string; status: number }[] = [];
  const faults: string[] = [];
  const switches = new Map<string | null, Switch>();
  let gate: PromiseWithResolvers<void> | null = null;
  let held = 0;
  let origin = "";

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readAll(request);
    const endpoint = `${origin}${request.url}`;
    const subscriber = subscribers.get(endpoint);
    const opened = openPush(request, body, subscriber, origin);
    if (typeof opened !== "string") {
      faults.push(opened.why);
      return response.writeHead(opened.status).end(opened.why);
    }
    const order = switches.get(endpoint) ?? switches.get(null);
    if (order && order.status !== 201) {
      refused.push({ endpoint, status: order.status });
      if (order.retryAfterS !== undefined) response.setHeader("retry-after", order.retryAfterS);
      return response.writeHead(order.status).end();
    }
    received.push({ endpoint, text: opened, headers: plainHeaders(request) });
    held += 1;
    await gate?.promise;
    held -= 1;
    response.writeHead(201, { location: `${endpoint}/receipt` }).end();
  };

  const server = createServer({ cert, key }, (request, response) => {
    take(request, response).catch((error: unknown) => {
      faults.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `https://localhost:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    caPem: cert,
    newSubscription() {
      const keys = createECDH("prime256v1");
      const p256dh = keys.generateKeys("base64url");
      const auth = randomBytes(16).toString("base64url");
      const endpoint = `${origin}/push/${randomBytes(16).toString("base64url")}`;
      const address = { endpoint, p256dh, auth };
      subscribers.set(endpoint, { address, keys });
      return address;
    },
    received: () => [...received],
    refused: () => [...refused],
    faults: () => [...faults],
    answerWith(status, { endpoint, retryAfterS } = {}) {
      switches.set(endpoint ?? null, { status, retryAfterS });
    },
    hold() {
      gate ??= Promise.withResolvers<void>();
      const opened = gate;
      return () => {
        opened.resolve();
        if (gate === opened) gate = null;
      };
    },
    held: () => held,
    async close() {
      gate?.resolve();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The decrypted text, or the status and reason of a refusal. */
function openPush(
  request: IncomingMessage,
  body: Buffer,
  subscriber: Subscriber | undefined,
  origin: string,
): string | { status: number; why: string } {
  if (request.method !== "POST") return { status: 405, why: `method ${request.method}` };
  if (!subscriber) return { status: 404, why: "no such subscription" };
  const vapid = vapidFault(request.headers.authorization, origin, Date.now());
  if (vapid !== null) return { status: 403, why: vapid };
  if (!/^\d+$/.test(String(request.headers.ttl))) return { status: 400, why: "no TTL" };
  if (body.length > BODY_CAP_BYTES) return { status: 413, why: `${body.length} bytes` };
  if (request.headers["content-encoding"] !== "aes128gcm") {
    return { status: 415, why: `content encoding ${request.headers["content-encoding"]}` };
  }
  const { keys, address } = subscriber;
  try {
    const options = { version: "aes128gcm", privateKey: keys, authSecret: address.auth } as const;
    return decrypt(body, options).toString("utf8");
  } catch (error) {
    // A real service cannot look inside; a browser would drop the message. Here a test must see it.
    return { status: 400, why: `cannot be decrypted: ${error}` };
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
}

/** A certificate for localhost that is its own authority, so that one file is enough to trust it. */
async function createCertificate(): Promise<{ cert: string; key: string }> {
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { cert, key };
}
