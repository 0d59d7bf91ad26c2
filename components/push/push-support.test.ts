import { expect, it } from "vitest";
import { type BrowserFacts, pushSupport } from "./push-support.ts";

const able: BrowserFacts = {
  isSecureContext: true,
  hasPush: true,
  permission: "default",
  isAppleMobile: false,
  isStandalone: false,
};

it.each<[string, Partial<BrowserFacts>, string]>([
  ["a browser that was not asked yet", {}, "ready"],
  ["one that said no", { permission: "denied" }, "blocked"],
  ["a plain http address", { isSecureContext: false, hasPush: false }, "insecure"],
  ["an iPhone's browser tab", { hasPush: false, isAppleMobile: true }, "install-first"],
  ["the app on an iPhone's home screen", { isAppleMobile: true, isStandalone: true }, "ready"],
  [
    "an old iPhone's home screen",
    { hasPush: false, isAppleMobile: true, isStandalone: true },
    "unsupported",
  ],
  ["a browser without push", { hasPush: false }, "unsupported"],
])("%s", (_, facts, support) => expect(pushSupport({ ...able, ...facts })).toBe(support));
