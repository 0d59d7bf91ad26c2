import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { DEMO_HOUSEHOLD, LIVE_VISITS, liveVisit, PAST_VISITS } from "./demo-script.ts";
import { RECORDINGS_FOLDER } from "./ordering.ts";

describe("the demo script", () => {
  const live = Array.from({ length: LIVE_VISITS }, (_, number) => liveVisit(number));

  it("names cameras and recordings that exist", () => {
    const cameras = DEMO_HOUSEHOLD.devices?.map(({ name }) => name);
    for (const { media, camera } of [...PAST_VISITS, ...live]) {
      expect(existsSync(path.join(RECORDINGS_FOLDER, `${media}.mp4`)), media).toBe(true);
      expect(cameras).toContain(camera);
    }
  });

  it("shows every person before anybody comes again", () => {
    expect(live[0]?.media).toBe("emil-day");
    expect(new Set(live.slice(1, 11).map(({ media }) => media)).size).toBe(10);
  });
});
