/** L1 to L3: links that are wrong, late, repeated or interrupted. */
import { linkNonce } from "#lib/infra/signature.ts";
import { productUrls, sendCode } from "../linking.ts";
import { issueCode } from "../oauth.ts";
import { ONLY, type Scenario, status, type Way } from "./scenario.ts";
import type { Scene } from "./scene.ts";

/** A link of a new account whose redirect differs from the right one. */
const odd = (order: (scene: Scene) => { time?: number; nonce?: string }): Way => ({
  async play(scene) {
    await scene.link(scene.pendingAccount("Lou"), order(scene));
  },
});

/** Sends one code so many times and keeps each answer; the redirect is sound. */
const codes = (times: number, expired: boolean): Way => ({
  async play(scene) {
    const account = scene.pendingAccount("Nia");
    const code = issueCode(scene.world, account);
    const known = scene.world.codes.get(code);
    if (known && expired) known.expiresAt = scene.world.clock.now();
    const { redirect } = await scene.link(account, { exchange: false });
    for (let time = 0; time < times; time++) {
      const { tokenExchangeUrl } = productUrls(scene.world, scene.order.appUrl);
      const exchangeStatus = await sendCode(tokenExchangeUrl, code);
      scene.keepLink(account, { exchangeStatus, redirect });
    }
  },
});

export const LINK_SCENARIOS: Record<string, Scenario> = {
  L1: {
    plays: "Ring's redirect is wrong: nonce, age, future, used, another's, or already linked.",
    must: "Show a safe page and claim nothing.",
    about: "link",
    everyWay: true,
    ways: {
      nonce: odd(() => ({ nonce: "x".repeat(43) })),
      stale: odd(({ at }) => ({ time: at - 601_000 })),
      future: odd(({ at }) => ({ time: at + 3_600_000 })),
      reused: {
        async play(scene) {
          const account = scene.pendingAccount("Max");
          scene.keepLink(account, await scene.link(account));
        },
      },
      another: {
        async play(scene) {
          const other = scene.pendingAccount("Ola");
          await scene.link(other);
          const account = scene.pendingAccount("Lou");
          const nonce = linkNonce(scene.world.settings.hmacKey, scene.at - 1, other);
          await scene.link(account, { nonce });
        },
      },
      linked: {
        async play(scene) {
          const { accountId } = scene.camera();
          await scene.link(scene.order.account ?? accountId);
        },
      },
    },
  },
  L2: {
    plays: "The code comes after its 60 seconds, or twice.",
    must: "Refuse cleanly and keep nothing of it.",
    about: "link",
    everyWay: true,
    ways: { late: codes(1, true), twice: codes(2, false) },
  },
  L3: {
    plays: "Ring confirms the link, but its completion fails twice (500).",
    must: "Show “almost linked” and try the completion again.",
    about: "link",
    ways: {
      [ONLY]: {
        faults: { integrations: [{ kind: "pass" }, status(500, 2)] },
        async play(scene) {
          await scene.link(scene.pendingAccount("Olu"));
        },
      },
    },
  },
};
