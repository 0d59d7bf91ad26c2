import { describe, expect, it } from "vitest";
import { classify, isPushEndpoint } from "./web-push.ts";

describe("what a push service's answer means", () => {
  it.each([
    [{ statusCode: 410 }, "gone"],
    [{ statusCode: 404 }, "gone"],
    [{ statusCode: 413 }, "refused"],
    [{ statusCode: 403 }, "refused"],
    [{ statusCode: 429 }, "not-accepted"],
    [{ statusCode: 503 }, "not-accepted"],
    [{ code: "ECONNREFUSED" }, "not-accepted"],
    [{ code: "ECONNRESET" }, "unconfirmed"],
    [{ code: "ETIMEDOUT", syscall: "connect" }, "not-accepted"],
    [{ code: "ETIMEDOUT", errors: [{ code: "ETIMEDOUT", syscall: "connect" }] }, "not-accepted"],
    [{ code: "ETIMEDOUT", syscall: "read" }, "unconfirmed"],
    [new Error("Socket timeout"), "unconfirmed"],
  ])("%o is %s", (error, kind) => {
    expect(classify(error).kind).toBe(kind);
  });
});

describe("push addresses that a browser may name", () => {
  const hosts = ["fcm.googleapis.com", "*.push.apple.com"];

  it.each([
    ["https://fcm.googleapis.com/fcm/send/abc", true],
    ["https://web.push.apple.com/abc", true],
    ["http://fcm.googleapis.com/fcm/send/abc", false],
    ["https://fcm.googleapis.com:8443/x", false],
    ["https://evil.example/fcm.googleapis.com", false],
    ["https://evilpush.apple.com.example/x", false],
    ["https://169.254.169.254/latest", false],
    ["https://user:pw@fcm.googleapis.com/x", false],
    ["not an address", false],
  ])("%s: %s", (endpoint, allowed) => {
    expect(isPushEndpoint(endpoint, hosts)).toBe(allowed);
  });
});
