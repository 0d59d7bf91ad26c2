/**
 * The sender of the webhook measurement, a process of its own: takes orders from its parent, sends
 * each on schedule whatever the answers do, and reports every answer.
 */
import { Agent, request } from "node:http";
import type { CameraAddress } from "#e2e/system/households.ts";
import { signBody } from "#lib/infra/signature.ts";

export type LoadOrder = {
  readonly url: string;
  readonly hmacKey: string;
  readonly cameras: readonly CameraAddress[];
  readonly perSecond: number;
  readonly count: number;
  /** Every request id begins with it. */
  readonly prefix: string;
};

export type Answer = {
  readonly requestId: string;
  /** 0 without an answer. */
  readonly status: number;
  /** From the moment when it was to be sent. */
  readonly latencyMs: number;
  /** How much later than planned it was handed to the network. */
  readonly sentLateMs: number;
};

type Letter = { requestId: string; body: Buffer; signature: string };

const LEAD_MS = 500;
const TIMEOUT_MS = 30_000;
const agent = new Agent({ keepAlive: true });

process.on("message", (order: LoadOrder) => {
  void send(order).then((answers) => process.send?.(answers));
});

/** Bodies and signatures are made beforehand: the sender shall take little of the machine. */
async function send(order: LoadOrder): Promise<Answer[]> {
  const letters = writeLetters(order, Date.now() + LEAD_MS);
  const startMs = performance.now() + LEAD_MS;
  const answers: Promise<Answer>[] = [];
  for (const [index, letter] of letters.entries()) {
    const plannedMs = startMs + (index * 1000) / order.perSecond;
    const waitMs = plannedMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    answers.push(post(order.url, letter, plannedMs));
  }
  return await Promise.all(answers);
}

function writeLetters({ cameras, count, perSecond, ...order }: LoadOrder, from: number): Letter[] {
  return Array.from({ length: count }, (_, index) => {
    const camera = cameras[index % cameras.length];
    if (!camera) throw new Error("There is no camera to tell of.");
    const { accountId, deviceId } = camera;
    const at = Math.round(from + (index * 1000) / perSecond);
    const requestId = `${order.prefix}-${index}`;
    const time = new Date(at).toISOString().replace("Z", "000000Z");
    const text = JSON.stringify({
      meta: { version: "1.1", time, request_id: requestId, account_id: accountId },
      data: {
        id: `${deviceId}_motion_${at}`,
        type: "motion_detected",
        subType: "human",
        attributes: { source: deviceId, source_type: "devices", timestamp: at },
        relationships: { devices: { links: { self: `/v1/devices/${deviceId}` } } },
      },
    });
    const body = Buffer.from(text);
    return { requestId, body, signature: signBody(body, order.hmacKey) };
  });
}

function post(url: string, { requestId, body, signature }: Letter, plannedMs: number) {
  const sentLateMs = performance.now() - plannedMs;
  return new Promise<Answer>((resolve) => {
    const answer = (status: number) =>
      resolve({ requestId, status, latencyMs: performance.now() - plannedMs, sentLateMs });
    const call = request(url, {
      agent,
      method: "POST",
      timeout: TIMEOUT_MS,
      headers: {
        "content-type": "application/json",
        "content-length": body.length,
        "x-signature": signature,
      },
    });
    call.on("response", (response) => {
      response.resume();
      response.on("end", () => answer(response.statusCode ?? 0));
    });
    call.on("timeout", () => call.destroy());
    call.on("error", () => answer(0));
    call.end(body);
  });
}
