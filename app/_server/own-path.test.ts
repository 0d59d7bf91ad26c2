import { expect, it } from "vitest";
import { ownPath } from "./own-path.ts";

it.each([
  ["/events/1", "/events/1"],
  ["/link?nonce=a&time=1", "/link?nonce=a&time=1"],
  ["//example.com", "/"],
  ["/\\example.com", "/"],
  ["https://example.com", "/"],
  ["javascript:alert(1)", "/"],
  ["", "/"],
  [undefined, "/"],
  [["/a", "/b"], "/"],
])("%j leads to %s", (given, path) => {
  expect(ownPath(given)).toBe(path);
});
