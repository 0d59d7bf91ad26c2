import { describe, expect, it } from "vitest";
import { NotYetError, PermanentError } from "#lib/errors.ts";
import {
  type Answerer,
  NothingRecordedError,
  RingUnreachableError,
  refusalOf,
  TokenExpiredError,
} from "./refusals.ts";

const now = new Date("2026-01-02T03:04:05Z");

async function refusal(answerer: Answerer, status: number, body: string): Promise<Error> {
  return await refusalOf(new Response(body, { status }), answerer, now);
}
const ringError = (code: string, detail = "") => JSON.stringify({ errors: [{ code, detail }] });

describe("an answer of Ring's API", () => {
  it.each([
    [400, ringError("INVALID_PAYLOAD"), "bad-request"],
    [403, ringError("TIME_RANGE_NOT_AUTHORIZED"), "not-authorised"],
    [403, ringError("REQUEST_FORBIDDEN"), "not-authorised"],
    [404, ringError("DEVICE_NOT_FOUND"), "device-not-found"],
    [404, "", "not-found"],
    [422, ringError("CORRUPT_RECORDING"), "corrupt-recording"],
    [422, ringError("UNPROCESSABLE", "Failed to decrypt"), "take-encrypted"],
    [409, "", "refused-409"],
  ])("of %i %s is final: %s", async (status, body, reason) => {
    const error = await refusal("api", status, body);
    expect(error).toBeInstanceOf(PermanentError);
    expect(error).toMatchObject({ reason });
  });

  it.each([
    [416, ringError("TIMESTAMP_NOT_FOUND")],
    [416, ringError("MEDIA_NOT_FOUND")],
    [425, ringError("RECORDING_NOT_READY")],
  ])("of %i says that nothing is recorded, yet", async (status, body) => {
    expect(await refusal("api", status, body)).toBeInstanceOf(NothingRecordedError);
  });

  it("of 429 wants a pause, which says nothing about a recording", async () => {
    const error = await refusal("api", 429, "");
    expect(error).toBeInstanceOf(NotYetError);
    expect(error).not.toBeInstanceOf(NothingRecordedError);
  });

  it.each([500, 502, 503, 504, 408])("of %i is Ring's own trouble", async (status) => {
    expect(await refusal("api", status, "")).toBeInstanceOf(RingUnreachableError);
  });

  it("of 401 wants another token, also without a word", async () => {
    expect(await refusal("api", 401, "")).toBeInstanceOf(TokenExpiredError);
  });

  it("never shows more of its body than its code and detail, however long that is", async () => {
    const error = await refusal("api", 400, `<html>${"x".repeat(1_000_000)}`);
    expect(error.message).toBe("Ring's api host answered 400");
  });
});

describe("an answer of the media host", () => {
  it.each([401, 403, 404])("of %i wants a new address, not a new token", async (status) => {
    const error = await refusal("media", status, "");
    for (const kind of [TokenExpiredError, PermanentError, NotYetError, RingUnreachableError])
      expect(error).not.toBeInstanceOf(kind);
  });
});

describe("an answer of the token service", () => {
  it.each([
    [400, "invalid_grant", "needs-relink"],
    [401, "invalid_client", "client-refused"],
    [400, "unsupported_grant_type", "oauth-refused"],
  ])("of %i %s is final: %s", async (status, code, reason) => {
    const error = await refusal("oauth", status, JSON.stringify({ error: code }));
    expect(error).toBeInstanceOf(PermanentError);
    expect(error).toMatchObject({ reason });
  });

  it.each([
    [403, "<html>Forbidden</html>"],
    [406, ""],
    [400, "{}"],
    [500, JSON.stringify({ error: "invalid_grant" })],
  ])("of %i %s ends nothing", async (status, body) => {
    expect(await refusal("oauth", status, body)).toBeInstanceOf(RingUnreachableError);
  });
});
