import { describe, expect, it } from "vitest";
import { decrypt, decryptBytes, encrypt, parseKeyRing } from "./encryption.ts";

const key = (byte: number) => Buffer.alloc(32, byte).toString("base64");

describe("encryption at rest", () => {
  const ring = parseKeyRing(`new:${key(1)},old:${key(2)}`);

  it("gives back what was sealed", () => {
    expect(decrypt(ring, encrypt(ring, "refresh-token ü"))).toBe("refresh-token ü");
  });

  it("seals the same text differently each time", () => {
    expect(encrypt(ring, "same")).not.toEqual(encrypt(ring, "same"));
  });

  it("opens what an older key of the ring sealed", () => {
    const older = parseKeyRing(`old:${key(2)}`);
    expect(decrypt(ring, encrypt(older, "before the rotation"))).toBe("before the rotation");
  });

  it("refuses altered bytes", () => {
    const sealed = encrypt(ring, "token");
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    expect(() => decrypt(ring, sealed)).toThrow();
  });

  it("opens bytes only for what they belong to", () => {
    const sealed = encrypt(ring, Uint8Array.of(1, 2, 3), "face 1");
    expect([...decryptBytes(ring, sealed, "face 1")]).toEqual([1, 2, 3]);
    expect(() => decryptBytes(ring, sealed, "face 2")).toThrow();
    expect(() => decrypt(ring, sealed)).toThrow();
  });

  it("names the key that is missing", () => {
    const sealed = encrypt(parseKeyRing(`lost:${key(3)}`), "token");
    expect(() => decrypt(ring, sealed)).toThrow(/"lost"/);
  });

  it("refuses a key of the wrong length without printing it", () => {
    expect(() => parseKeyRing("a:c2VjcmV0")).toThrow(/^(?!.*c2VjcmV0).*"a".*32 bytes/);
  });
});
