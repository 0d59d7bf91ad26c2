import { describe, expect, it } from "vitest";
import { readJson } from "./body.ts";

const request = (contentType: string | null, body = '{"a":1}') =>
  new Request("http://localhost:3000/x", {
    method: "POST",
    headers: contentType ? { "content-type": contentType } : {},
    body: new TextEncoder().encode(body),
  });

describe("the JSON of a request", () => {
  it("is read when the browser says that it is JSON", async () => {
    expect(await readJson(request("application/json; charset=utf-8"))).toEqual({ a: 1 });
  });

  it.each([null, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])(
    "is refused as %s, which another site's page may send unasked",
    async (contentType) => {
      await expect(readJson(request(contentType))).rejects.toMatchObject({ code: "invalid" });
    },
  );

  it("is refused when there is too much of it", async () => {
    const long = JSON.stringify("x".repeat(20_000));
    await expect(readJson(request("application/json", long))).rejects.toMatchObject({
      code: "invalid",
    });
  });
});
