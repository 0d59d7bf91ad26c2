/** W1 to W13 and H1: webhooks that repeat, cross, lie or stay away. */
import { signBody } from "#lib/infra/signature.ts";
import { addAccount, removeDevice, unlink } from "../households.ts";
import { eventBody, STAMP_DELAY_MS, SUB_TYPE_PLACES } from "../webhook-body.ts";
import { accountOf, type CameraEvent, nextUuid, opaqueId } from "../world.ts";
import { FORGERIES } from "./forgeries.ts";
import { ODD_BODIES, type OddBody } from "./odd-bodies.ts";
import { ONLY, type Scenario, visit, type Way } from "./scenario.ts";
import type { Scene } from "./scene.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const motion = { type: "motion_detected", class: "human" } as const;

/** The webhook of an event as text, under a new request id. */
function textOf(scene: Scene, event: CameraEvent, accountId = event.accountId): string {
  const stampedAt = event.at + STAMP_DELAY_MS;
  return JSON.stringify(
    eventBody({ requestId: nextUuid(scene.world), accountId, stampedAt }, event),
  );
}

const forged = (forge: (body: string, key: string) => string | null): Way => ({
  async play(scene) {
    const body = textOf(scene, await scene.phantom());
    scene.deliver(body, { signature: forge(body, scene.world.settings.hmacKey) });
  },
});

/** The same delivery twice, byte for byte, of an event that long ago. */
const replayed = (ageMs: number): Way => ({
  async play(scene) {
    await scene.event({ at: scene.at - ageMs, duplicate: { copies: 1, afterMs: 1_000 } });
  },
});

const classed = (order: Parameters<Scene["event"]>[0]): Way => ({
  async play(scene) {
    await scene.event({ ...motion, ...order });
  },
});

const odd = ({ isEvent, make }: OddBody): Way => ({
  async play(scene) {
    const event = isEvent ? await scene.event({ notify: false }) : await scene.phantom();
    scene.deliver(make(textOf(scene, event)));
  },
});

const BURST = 200;
const BURST_MOTIONS = 5;
const BURST_MS = 1_000;

async function burst(scene: Scene): Promise<void> {
  const spacingMs = BURST_MS / BURST;
  for (let number = 0; number < BURST; number++) {
    const webhookDelayMs = number * spacingMs;
    const at = scene.at - (BURST - number);
    if (number % (BURST / BURST_MOTIONS) === 0) {
      await scene.event({ ...motion, at, webhookDelayMs });
    } else {
      const { deviceId } = scene.camera();
      scene.news({ type: "device_online", device: deviceId, at, delayMs: webhookDelayMs });
    }
  }
}

/** A camera's event under an account that it does not belong to. */
const misaddressed = (accountId: (scene: Scene) => string): Way => ({
  async play(scene) {
    scene.deliver(textOf(scene, await scene.phantom(motion), accountId(scene)));
  },
});

function neighbour({ world, camera }: Scene): string {
  const own = camera().accountId;
  const other = [...world.accounts.values()].find(({ id }) => id !== own);
  return other?.id ?? addAccount(world, { name: "Neighbour", devices: [{ name: "Side door" }] }).id;
}

export const WEBHOOK_SCENARIOS: Record<string, Scenario> = {
  W1: {
    plays: "The same webhook comes eight times at once.",
    must: "Answer each with success and keep one event.",
    about: "camera",
    ways: { [ONLY]: classed({ duplicate: { copies: 7 } }) },
  },
  W2: {
    plays: "The same event comes four times under different request ids.",
    must: "Keep one event.",
    about: "camera",
    ways: { [ONLY]: classed({ duplicate: { copies: 3, newRequestId: true } }) },
  },
  W3: {
    plays: "News comes in the wrong order: a removal before what preceded it.",
    must: "End in the same state as in the right order.",
    about: "camera",
    ways: {
      device: {
        async play(scene) {
          const { deviceId } = scene.camera();
          await scene.event({ ...motion, at: scene.at - 2_000, webhookDelayMs: 1_000 });
          removeDevice(scene.world, deviceId);
          scene.news({ type: "device_removed", device: deviceId });
        },
      },
      integration: {
        async play(scene) {
          const account = accountOf(scene.world, scene.camera().accountId);
          const at = scene.at - 2_000;
          scene.news({ type: "app_integration_added", at, delayMs: 1_000 });
          scene.keepDeliveries(unlink(scene.world, scene.webhooks, account));
        },
      },
    },
  },
  W4: {
    plays: "A webhook of 10 minutes, 2 hours or 71 hours ago comes, and comes again.",
    must: "Accept it, keep one event, send no push.",
    about: "camera",
    ways: {
      "10min": replayed(10 * MINUTE_MS),
      "2h": replayed(2 * HOUR_MS),
      "71h": replayed(71 * HOUR_MS),
    },
  },
  W5: {
    plays: "The signature is wrong, in twelve ways.",
    must: "Refuse each with 401 and keep nothing.",
    about: "camera",
    everyWay: true,
    ways: Object.fromEntries(Object.entries(FORGERIES).map(([name, f]) => [name, forged(f)])),
  },
  W6: {
    plays: "The webhook is signed with the product's other key.",
    must: "Accept it.",
    about: "camera",
    ways: {
      [ONLY]: {
        async play(scene) {
          const key = scene.order.secondHmacKey ?? scene.world.settings.secondHmacKey;
          const body = textOf(scene, await scene.event({ notify: false }));
          scene.deliver(body, { signature: signBody(Buffer.from(body), key) });
        },
      },
    },
  },
  W7: {
    plays: "The motion's class stands in each of its known places, is missing, or is unheard of.",
    must: "Read it, or take it for unknown.",
    about: "camera",
    everyWay: true,
    ways: {
      ...Object.fromEntries(
        SUB_TYPE_PLACES.map((subTypePlace) => [subTypePlace, classed({ subTypePlace })]),
      ),
      none: classed({ class: null }),
      unknown: classed({ class: "dragon" }),
    },
  },
  W8: {
    plays: "The body is odd: type, fields, version, digits, 300 KB, or no UTF-8.",
    must: "Answer success, 413 or 400, never 500.",
    about: "camera",
    everyWay: true,
    ways: Object.fromEntries(Object.entries(ODD_BODIES).map(([name, body]) => [name, odd(body)])),
  },
  W9: {
    plays: "A visit, for a database that one has stopped: the retries show in the deliveries.",
    must: "Answer 503 and take the event at a later try.",
    about: "camera",
    ways: { [ONLY]: visit(undefined) },
  },
  W10: {
    plays: "The answers to the first two attempts count as too late, so the webhook comes again.",
    must: "Keep one event.",
    about: "camera",
    ways: {
      [ONLY]: {
        async play(scene) {
          await scene.event({}, { unheardAttempts: 2 });
        },
      },
    },
  },
  W11: {
    plays: "200 webhooks come within a second, five of them motions of one visit.",
    must: "Take all, and tell of one visit.",
    about: "camera",
    ways: { [ONLY]: { play: burst } },
  },
  W12: {
    plays: "A webhook names one account and another's camera, or an account nobody linked.",
    must: "Answer success; no household sees anything of it.",
    about: "camera",
    everyWay: true,
    ways: {
      crossed: misaddressed(neighbour),
      unlinked: misaddressed(({ world }) => opaqueId(world, "account", "nobody")),
    },
  },
  W13: {
    plays: "A motion, and 300 ms later the same visitor presses the bell.",
    must: "Make one visit of both; the press wins.",
    about: "camera",
    ways: {
      [ONLY]: {
        async play(scene) {
          await scene.event({ ...motion, at: scene.at - 300 });
          await scene.event({ type: "button_press", class: null, webhookDelayMs: 300 });
        },
      },
    },
  },
  H1: {
    plays: "An event is in Ring's history, but its webhook never comes.",
    must: "Find it there, keep it once, and send no push when late.",
    about: "camera",
    ways: {
      [ONLY]: {
        async play(scene) {
          await scene.event({ notify: false });
        },
      },
    },
  },
};
