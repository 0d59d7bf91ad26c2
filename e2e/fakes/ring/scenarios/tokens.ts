/** A1 to A6: tokens that expire, rotate, get lost and are refused. */
import { expireTokens } from "../households.ts";
import { accountOf } from "../world.ts";
import { ALWAYS, ONLY, type Scenario, status, type Way } from "./scenario.ts";
import type { Scene } from "./scene.ts";

/** Visits of one camera are two minutes apart, so that each is a visit of its own. */
const SPACING_MS = 120_000;

function expire(scene: Scene): void {
  expireTokens(scene.world, accountOf(scene.world, scene.camera().accountId));
}

/** Expired access tokens, then so many events at once, the newest last. */
const afterExpiry = (count: number, faults?: Way["faults"]): Way => ({
  ...(faults !== undefined && { faults }),
  async play(scene) {
    expire(scene);
    const wanted = scene.order.count ?? count;
    for (let before = wanted - 1; before >= 0; before--) {
      await scene.event({ at: scene.at - before * SPACING_MS });
    }
  },
});

export const TOKEN_SCENARIOS: Record<string, Scenario> = {
  A1: {
    plays: "The access token has expired (401 with an empty body) while three visits are fetched.",
    must: "Refresh once for all of them and try each again.",
    about: "camera",
    ways: { [ONLY]: afterExpiry(3, { clip: [status(401)] }) },
  },
  A2: {
    plays: "The access token has expired while twenty visits are fetched at once.",
    must: "Call the token endpoint exactly once and keep the new pair before using it.",
    about: "camera",
    ways: { [ONLY]: afterExpiry(20) },
  },
  A3: {
    plays:
      "The new pair is issued but its answer is lost, or held so that one can kill the worker.",
    must: "Recover with the old refresh token where Ring allows it, else ask for a new link; no loop.",
    about: "camera",
    ways: {
      lost: afterExpiry(1, { token: [{ kind: "lost" }] }),
      held: afterExpiry(1, { token: [{ kind: "held" }] }),
    },
  },
  A4: {
    plays: "Ring refuses the refresh token for good (invalid_grant).",
    must: "Ask the owner once for a new link.",
    about: "camera",
    ways: {
      [ONLY]: afterExpiry(1, { token: [{ ...status(400, ALWAYS), code: "invalid_grant" }] }),
    },
  },
  A5: {
    plays: "The token endpoint fails twice (500) and then stays silent once.",
    must: "Try again and never ask for a new link.",
    about: "camera",
    ways: { [ONLY]: afterExpiry(1, { token: [status(500, 2), { kind: "hang" }] }) },
  },
  A6: {
    plays: "Right after the exchange of a code, users/me answers 403 twice.",
    must: "Try again; the account appears all the same.",
    about: "link",
    ways: {
      [ONLY]: {
        faults: { "users-me": [status(403, 2)] },
        async play(scene) {
          await scene.link(scene.pendingAccount("Ada"));
        },
      },
    },
  },
};
