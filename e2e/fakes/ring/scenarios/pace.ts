/** R1 and R2: Ring is too busy or in trouble. */
import { type Scenario, status, visit } from "./scenario.ts";

const busy = (headers: Record<string, string>) => visit({ clip: [status(429, 1, headers)] });

export const PACE_SCENARIOS: Record<string, Scenario> = {
  R1: {
    plays: "Ring is too busy (429) and says how long: seconds, a date, nothing, or 99999.",
    must: "Wait that long, between 1 s and 5 minutes.",
    about: "camera",
    ways: {
      seconds: busy({ "retry-after": "2" }),
      date: visit((now) => {
        const retryAfter = new Date(now + 3_000).toUTCString();
        return { clip: [status(429, 1, { "retry-after": retryAfter })] };
      }),
      absent: busy({}),
      huge: busy({ "retry-after": "99999" }),
    },
  },
  R2: {
    plays:
      "Ring fails with 500, 502, 503, 504 and a reset, or redirects to a name without address.",
    must: "Come back later each time, further apart, and pause when nothing works.",
    about: "camera",
    ways: {
      burst: visit({
        clip: [status(500), status(502), status(503), status(504), { kind: "reset" }],
      }),
      // Of a form that the product's own list allows; no such region exists.
      dns: visit({
        clip: [
          {
            kind: "redirect",
            location: "https://download-nowhere.prod.phoenix.devices.amazon.dev/clip.mp4",
          },
        ],
      }),
    },
  },
};
