import { describe, expect, it } from "vitest";
import { extended, type Trail, wayBack } from "./trail.ts";

/** A trail of addresses that were opened one after the other; "←" goes back to the one after it. */
function walked(...steps: string[]): Trail {
  let trail: Trail = [];
  for (const step of steps) trail = extended(trail, step.replace("←", ""), step.startsWith("←"));
  return trail;
}

describe("the way back", () => {
  it("is the history's last step where that leads to the page", () => {
    expect(wayBack(walked("/", "/?category=unknown", "/visits/1"), "/")).toEqual({
      address: "/?category=unknown",
      isLastStep: true,
    });
  });

  it("leads to the page as it was left where something else was shown in between", () => {
    const trail = walked("/people?sort=name", "/people/1", "/visits/1", "/people/1");
    expect(wayBack(trail, "/people")).toEqual({ address: "/people?sort=name", isLastStep: false });
  });

  it("stays the history's last step after going back and after the same address again", () => {
    const trail = walked("/people?sort=name", "/people/1", "/people/1", "/visits/1", "←/people/1");
    expect(wayBack(trail, "/people")).toEqual({ address: "/people?sort=name", isLastStep: true });
  });

  it("is the plain page where it was never shown", () => {
    expect(wayBack(walked("/visits/1"), "/")).toEqual({ address: "/", isLastStep: false });
    expect(wayBack([], "/")).toEqual({ address: "/", isLastStep: false });
  });
});
