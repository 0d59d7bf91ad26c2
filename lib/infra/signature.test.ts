import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { linkNonce, sameNonce, signBody, verifyLinkNonce, verifySignature } from "./signature.ts";

// The golden vectors of the contract, computed with Python, OpenSSL and Node.
const KEY = "dGVzdC1rZXktZm9yLWxvY2FsLWVtdWxhdG9yLW9ubHk=";
const TEXT = JSON.stringify({
  meta: {
    version: "1.1",
    time: "2026-01-02T03:04:05.678901234Z",
    request_id: "11111111-2222-4333-8444-555555555555",
    account_id: "ava1.ring.account.EMU1",
  },
  data: {
    id: "ava1.ring.device.EMUDOOR_ding_1767323045000",
    type: "button_press",
    attributes: {
      source: "ava1.ring.device.EMUDOOR",
      source_type: "devices",
      timestamp: 1767323045000,
    },
    relationships: {
      devices: { links: { self: "/v1/devices/ava1.ring.device.EMUDOOR" } },
    },
  },
});
const BODY = Buffer.from(TEXT);
const HEX = "6168e83f165770e26928ca4623e8d59aa19aae93fe7d49f707b46f5aa0ad780a";
const BASE64_KEY_HEX = "5f51b448b4b13d2d60ecac374174e2f73ffe4e75699d4e0f764a567c9e2fb5c4";
const GOOD = `sha256=${HEX}`;

describe("the golden vectors", () => {
  it("are computed over the contract's own 425 bytes", () => {
    expect(BODY.length).toBe(425);
    expect(createHash("sha256").update(BODY).digest("hex")).toBe(
      "c5b32ccd80036e108098f28ab6ee64ecf92896aaf8d776ad44b5b06b859de6f4",
    );
  });

  it("give the signature with the key's text as its bytes", () => {
    expect(signBody(BODY, KEY)).toBe(GOOD);
    expect(verifySignature(BODY, GOOD, [KEY])).toBe(true);
  });

  it("give the other signature with the decoded key, only where that encoding is set", () => {
    expect(signBody(BODY, KEY, "base64")).toBe(`sha256=${BASE64_KEY_HEX}`);
    expect(verifySignature(BODY, `sha256=${BASE64_KEY_HEX}`, [KEY], "base64")).toBe(true);
    expect(verifySignature(BODY, GOOD, [KEY], "base64")).toBe(false);
  });

  it("give the nonce of the account link", () => {
    const nonce = "gnH7nwT2bUFBTHEDzjC8d4nMVLoOal25Rt18sVIWa-8";
    expect(linkNonce(KEY, 1767323045000, "ava1.ring.account.EMU1")).toBe(nonce);
    expect(linkNonce(KEY, "1767323045000", "ava1.ring.account.EMU1")).toBe(nonce);
    expect(sameNonce(nonce, nonce)).toBe(true);
    expect(sameNonce(nonce, `${nonce.slice(0, -1)}9`)).toBe(false);
    expect(sameNonce(nonce, nonce.slice(0, -1))).toBe(false);
    const proof = { nonce, time: "1767323045000" };
    const account = "ava1.ring.account.EMU1";
    expect(verifyLinkNonce(proof, account, ["newer", KEY])).toBe(true);
    expect(verifyLinkNonce(proof, account, ["newer", ""])).toBe(false);
    expect(verifyLinkNonce(proof, "ava1.ring.account.EMU2", [KEY])).toBe(false);
    expect(verifyLinkNonce({ ...proof, time: "1767323045001" }, account, [KEY])).toBe(false);
  });
});

describe("a bad signature", () => {
  const base64 = createHmac("sha256", KEY).update(BODY).digest("base64");
  it.each([
    ["missing", null],
    ["empty", ""],
    ["without its prefix", HEX],
    ["with another prefix", `sha1=${HEX}`],
    ["with a prefix in capitals", `SHA256=${HEX}`],
    ["in upper-case hex", `sha256=${HEX.toUpperCase()}`],
    ["in base64", `sha256=${base64}`],
    ["of another key", signBody(BODY, "another key")],
    ["of the base64-decoded key", `sha256=${BASE64_KEY_HEX}`],
    ["one digit short", `sha256=${HEX.slice(1)}`],
    ["one digit long", `sha256=${HEX}0`],
    ["sent twice", `${GOOD}, ${GOOD}`],
    ["after a wrong one in the same header", `sha256=${"0".repeat(64)}, ${GOOD}`],
    ["with a space before it", ` ${GOOD}`],
    ["with a line break after it", `${GOOD}\n`],
    ["with a digit that is no hex digit", `sha256=${HEX.slice(0, 63)}g`],
  ])("%s is refused", (_, header) => {
    expect(verifySignature(BODY, header, [KEY])).toBe(false);
  });

  it("is any signature once one byte of the body is another", () => {
    for (const position of [0, 200, BODY.length - 1]) {
      const altered = Buffer.from(BODY);
      altered[position] = (altered[position] ?? 0) ^ 1;
      expect(verifySignature(altered, GOOD, [KEY])).toBe(false);
    }
    expect(verifySignature(BODY.subarray(0, -1), GOOD, [KEY])).toBe(false);
  });

  it("is the right one over the same JSON written anew", () => {
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(TEXT), null, 1));
    expect(verifySignature(rewritten, GOOD, [KEY])).toBe(false);
  });

  it("is the right one where no key is set, and one made with an empty key", () => {
    expect(verifySignature(BODY, GOOD, [])).toBe(false);
    expect(verifySignature(BODY, signBody(BODY, ""), [""])).toBe(false);
  });
});

describe("several keys", () => {
  it("accept what any of them signed, in every position", () => {
    expect(verifySignature(BODY, GOOD, ["new key", KEY])).toBe(true);
    expect(verifySignature(BODY, GOOD, [KEY, "old key"])).toBe(true);
    expect(verifySignature(BODY, GOOD, ["new key", "old key"])).toBe(false);
  });
});
