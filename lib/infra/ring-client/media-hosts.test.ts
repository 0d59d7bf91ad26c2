import { describe, expect, it } from "vitest";
import { mayFollow } from "./media-hosts.ts";

const mediaHostAllowlist = [
  "download-*.prod.phoenix.devices.amazon.dev",
  "media.api.amazonvision.com",
];

describe("a media redirect", () => {
  it.each([
    ["https://download-eu-south-2.prod.phoenix.devices.amazon.dev/v1/x?s=1", true],
    ["https://media.api.amazonvision.com/x", true],
    ["https://MEDIA.api.amazonvision.com/x", true],
    ["http://media.api.amazonvision.com/x", false],
    ["https://media.api.amazonvision.com:8443/x", false],
    ["https://user@media.api.amazonvision.com/x", false],
    ["https://media.api.amazonvision.com.example.com/x", false],
    ["https://mediaXapi.amazonvision.com/x", false],
    ["https://download-a.b.prod.phoenix.devices.amazon.dev/x", false],
    ["https://download-.prod.phoenix.devices.amazon.dev/x", false],
    ["https://127.0.0.1/x", false],
    ["https://localhost/x", false],
    ["https://[::1]/x", false],
    ["http://169.254.169.254/latest/meta-data", false],
    ["file:///etc/passwd", false],
  ])("to %s: %s", (url, allowed) => {
    const policy = { mediaHostAllowlist, allowInsecureMedia: false };
    expect(mayFollow(new URL(url), policy)).toBe(allowed);
  });

  it.each([
    ["http://127.0.0.1:4311/x", true],
    ["http://localhost:4311/x", true],
    ["http://[::1]:4311/x", true],
    ["http://192.168.1.1/x", false],
    ["http://169.254.169.254/x", false],
    ["file://localhost/etc/passwd", false],
  ])("beside an emulator, to %s: %s", (url, allowed) => {
    const policy = { mediaHostAllowlist, allowInsecureMedia: true };
    expect(mayFollow(new URL(url), policy)).toBe(allowed);
  });
});
