/** The control plane `/_emu`: loopback only, never part of Ring's contract. */
import { z } from "zod";
import { type FaultsInput, faultsSchema } from "./faults.ts";
import type { Cutter } from "./ffmpeg.ts";
import { accountSchema, addAccount, expireTokens, newDevice, unlink } from "./households.ts";
import { playLink } from "./linking.ts";
import { issueCode } from "./oauth.ts";
import { addEvent, addNews } from "./ordering.ts";
import { type Call, jsonBody, type Route, sendJson } from "./routing.ts";
import { armScenario, listScenarios, playScenario } from "./scenarios.ts";
import type { Webhooks } from "./webhooks.ts";
import { accountOf, resetWorld, type World } from "./world.ts";

export interface ControlContext {
  world: World;
  webhooks: Webhooks;
  cutter: Cutter;
  /** Starts the demo script from its beginning; false when it is already playing. */
  startDemo(): boolean;
}

type Control = (context: ControlContext, call: Call) => unknown;

/** Everything under `/_emu`; each entry answers 200 with what it returns, 400 with why it cannot. */
const CONTROLS: Record<string, Control> = {
  "GET /_emu": ({ world }) => ({ ready: true, media: world.mediaUrl }),
  async "POST /_emu/reset"({ world, webhooks }) {
    await webhooks.clear();
    resetWorld(world);
    return {};
  },
  "GET /_emu/accounts": ({ world }) =>
    [...world.accounts.values()].map(({ id, firstName, link, devices }) => ({
      id,
      name: firstName,
      link,
      devices: devices.map((device) => ({ id: device.id, name: device.name })),
    })),
  "POST /_emu/accounts": ({ world }, call) =>
    addAccount(world, accountSchema.parse(jsonBody(call) ?? {})),
  "POST /_emu/accounts/:account/code": ({ world }, call) => ({
    code: issueCode(world, namedAccount(world, call).id),
  }),
  "POST /_emu/accounts/:account/unlink": ({ world, webhooks }, call) => ({
    deliveries: unlink(world, webhooks, namedAccount(world, call)),
  }),
  "POST /_emu/accounts/:account/expire-tokens": ({ world }, call) => {
    expireTokens(world, namedAccount(world, call));
    return {};
  },
  "POST /_emu/devices": ({ world }, call) => {
    const { account: id, ...device } = z.looseObject({ account: z.string() }).parse(jsonBody(call));
    const account = accountOf(world, id);
    const made = newDevice(world, account.firstName, device as never);
    account.devices = [...account.devices.filter((d) => d.id !== made.id), made];
    return { id: made.id, name: made.name };
  },
  "POST /_emu/events": ({ world, webhooks }, call) =>
    addEvent(world, webhooks, (jsonBody(call) ?? {}) as never),
  "POST /_emu/news": ({ world, webhooks }, call) => ({
    deliveries: addNews(world, webhooks, (jsonBody(call) ?? {}) as never),
  }),
  "POST /_emu/link": ({ world }, call) => playLink(world, (jsonBody(call) ?? {}) as never),
  "PUT /_emu/faults": ({ world }, call) => {
    world.faults.put(faultsSchema.parse(jsonBody(call)) as FaultsInput);
    return {};
  },
  "GET /_emu/scenarios": () => listScenarios(),
  "POST /_emu/scenario/:id": (context, call) => {
    const id = call.params.id ?? "";
    const order = jsonBody(call);
    return order ? playScenario(context, id, order) : armScenario(context.world, id);
  },
  "PUT /_emu/clock": ({ world }, call) => {
    const order = z.object({
      offset: z.number().optional(),
      scale: z.number().positive().optional(),
    });
    const { offset, scale } = order.parse(jsonBody(call));
    world.clock.offsetMs = offset ?? world.clock.offsetMs;
    world.clock.scale = scale ?? world.clock.scale;
    return { now: world.clock.now(), scale: world.clock.scale };
  },
  "GET /_emu/events": ({ world }) => world.events,
  "GET /_emu/journal": ({ world }) => world.journal.entries,
  "GET /_emu/deliveries": ({ webhooks }) => webhooks.deliveries,
  "POST /_emu/dlq/replay": ({ webhooks }) => ({ replayed: webhooks.replayDead() }),
  "POST /_emu/demo": ({ startDemo }) => ({ started: startDemo() }),
};

export function controlRoutes(context: ControlContext): Route[] {
  return Object.entries(CONTROLS).map(([name, control]) => {
    const [method = "", path = ""] = name.split(" ");
    return { method, path, handle: (call) => answer(context, control, call) };
  });
}

async function answer(context: ControlContext, control: Control, call: Call): Promise<void> {
  const from = call.request.socket.remoteAddress ?? "";
  if (!/^(::1|(::ffff:)?127\.)/.test(from)) {
    return sendJson(call.response, 403, { error: "loopback only" });
  }
  try {
    sendJson(call.response, 200, await control(context, call));
  } catch (error) {
    sendJson(call.response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function namedAccount(world: World, call: Call) {
  return accountOf(world, call.params.account ?? "");
}
