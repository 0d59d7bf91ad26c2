import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import webpush from "web-push";
import { type PushAddress, type PushService, startPushService } from "./service.ts";

let service: PushService;
let agent: Agent;
const vapid = webpush.generateVAPIDKeys();

beforeAll(async () => {
  service = await startPushService();
  agent = new Agent({ ca: service.caPem });
});

afterAll(async () => {
  agent.destroy();
  await service.close();
});

function send({ endpoint, p256dh, auth }: PushAddress, text: string) {
  const vapidDetails = { subject: "mailto:owner@example.com", ...vapid };
  const options = { TTL: 60, topic: "visit-1", urgency: "high", agent, vapidDetails } as const;
  return webpush.sendNotification({ endpoint, keys: { p256dh, auth } }, text, options);
}

describe("the push service", () => {
  it("decrypts what an application server sent", async () => {
    const address = service.newSubscription();
    const { statusCode } = await send(address, "Anna is at the door");
    expect(statusCode).toBe(201);
    const push = service.received().at(-1);
    expect(push).toMatchObject({ endpoint: address.endpoint, text: "Anna is at the door" });
    expect(push?.headers).toMatchObject({ ttl: "60", topic: "visit-1", urgency: "high" });
  });

  it("refuses a message for other keys than the subscription's", async () => {
    const { endpoint } = service.newSubscription();
    const wrong = { ...service.newSubscription(), endpoint };
    await expect(send(wrong, "hello")).rejects.toMatchObject({ statusCode: 400 });
    expect(service.faults().at(-1)).toContain("cannot be decrypted");
  });

  it("refuses a message without VAPID", async () => {
    const { endpoint, p256dh, auth } = service.newSubscription();
    const sending = webpush.sendNotification({ endpoint, keys: { p256dh, auth } }, "x", { agent });
    await expect(sending).rejects.toMatchObject({ statusCode: 403 });
  });

  it.each([404, 410, 429, 500])("answers %i to one endpoint when told to", async (status) => {
    const [sick, sound] = [service.newSubscription(), service.newSubscription()];
    service.answerWith(status, { endpoint: sick.endpoint, retryAfterS: 7 });
    await expect(send(sick, "x")).rejects.toMatchObject({
      statusCode: status,
      headers: { "retry-after": "7" },
    });
    await expect(send(sound, "y")).resolves.toMatchObject({ statusCode: 201 });
    service.answerWith(201, { endpoint: sick.endpoint });
    await expect(send(sick, "z")).resolves.toMatchObject({ statusCode: 201 });
  });

  it("is trusted by a process that names its certificate", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "push-ca-"));
    const file = path.join(folder, "ca.pem");
    await writeFile(file, service.caPem);
    const script = `fetch("${service.origin}/").then((r) => console.log(r.status))`;
    const run = promisify(execFile)(process.execPath, ["-e", script], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: file },
    });
    expect((await run).stdout.trim()).toBe("405");
    await rm(folder, { recursive: true });
  });

  it("holds a request open until it is let go", async () => {
    const release = service.hold();
    let answered = false;
    const sending = send(service.newSubscription(), "held").then(() => {
      answered = true;
    });
    await expect.poll(() => service.held()).toBe(1);
    expect(answered).toBe(false);
    expect(service.received().at(-1)?.text).toBe("held");
    release();
    await sending;
    expect(service.held()).toBe(0);
  });
});
