import { expect, it } from "vitest";
import { ownPath } from "./own-path.ts";

it.each([
  ["/events/1", "/events/1"],
  ["/link?nonce=a&time=1", "/link?nonce=a&time=1"],
  ["/people#familiar", "/people#familiar"],
  ["//example.com", "/"],
  ["/\\example.com", "/"],
  ["/\t/example.com", "/"],
  ["/\n\\example.com", "/"],
  ["/.//example.com", "/"],
  ["/a/..//example.com", "/"],
  ["https://example.com", "/"],
  ["http://own.invalid:81/x", "/"],
  ["javascript:alert(1)", "/"],
  ["", "/"],
  [undefined, "/"],
  [["/a", "/b"], "/"],
])("%j leads to %s", (given, path) => {
  expect(ownPath(given)).toBe(path);
});
