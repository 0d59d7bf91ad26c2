/** The control plane `/_emu`: loopback only, never part of Ring's contract. */
import { z } from "zod";
import { pageRoutes, recordingNames, sendPage, wantsPage } from "./control-page.ts";
import type { FaultsInput } from "./faults.ts";
import type { Cutter } from "./ffmpeg.ts";
import {
  accountSchema,
  addAccount,
  changeDevice,
  deviceChangeSchema,
  expireTokens,
  newDevice,
  takeOut,
  unlink,
} from "./households.ts";
import { playLink } from "./linking.ts";
import { issueCode } from "./oauth.ts";
import { addEvent, addNews } from "./ordering.ts";
import { type Call, jsonBody, type Route, sendJson } from "./routing.ts";
import { armScenario, listScenarios, playScenario } from "./scenarios.ts";
import { settingsSchema } from "./settings.ts";
import type { Webhooks } from "./webhooks.ts";
import { accountOf, RECORDING_STATES, resetWorld, type World } from "./world.ts";

export interface ControlContext {
  world: World;
  webhooks: Webhooks;
  cutter: Cutter;
  /** Starts the demo script from its beginning; false when it is already playing. */
  startDemo(): boolean;
}

/** The time scale has an order of its own: the clock's. */
const changeableSchema = settingsSchema.omit({ timeScale: true }).partial();

type Control = (context: ControlContext, call: Call) => unknown;

/** Everything under `/_emu`; each entry answers 200 with what it returns, 400 with why it cannot. */
const CONTROLS: Record<string, Control> = {
  "GET /_emu": ({ world }) => ({ ready: true, media: world.mediaUrl }),
  "GET /_emu/state": (context) => stateOf(context),
  "GET /_emu/recordings": () => recordingNames(),
  async "POST /_emu/reset"({ world, webhooks }) {
    await webhooks.clear();
    resetWorld(world);
    return {};
  },
  "GET /_emu/accounts": ({ world }) => accountLines(world),
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
  "PATCH /_emu/devices/:device": ({ world, webhooks }, call) => ({
    deliveries: changeDevice(
      world,
      webhooks,
      call.params.device ?? "",
      deviceChangeSchema.parse(jsonBody(call)),
    ),
  }),
  "DELETE /_emu/devices/:device": ({ world, webhooks }, call) => ({
    deliveries: takeOut(world, webhooks, call.params.device ?? ""),
  }),
  "PATCH /_emu/events/:event/recording": ({ world }, call) => {
    const order = z.strictObject({ state: z.enum(RECORDING_STATES) });
    const event = world.events.find(({ id }) => id === call.params.event);
    if (!event?.recording) throw new Error(`no recording of an event ${call.params.event}`);
    return Object.assign(event.recording, order.parse(jsonBody(call)));
  },
  "POST /_emu/events": ({ world, webhooks }, call) =>
    addEvent(world, webhooks, (jsonBody(call) ?? {}) as never),
  "POST /_emu/news": ({ world, webhooks }, call) => ({
    deliveries: addNews(world, webhooks, (jsonBody(call) ?? {}) as never),
  }),
  "POST /_emu/link": ({ world }, call) => playLink(world, (jsonBody(call) ?? {}) as never),
  "PUT /_emu/faults": ({ world }, call) => {
    world.faults.put((jsonBody(call) ?? {}) as FaultsInput);
    return {};
  },
  "DELETE /_emu/faults": ({ world }) => {
    world.faults.clear();
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
  "GET /_emu/endpoint": ({ webhooks }) => webhooks.endpoint.state,
  "POST /_emu/endpoint/enable": ({ webhooks }) => {
    webhooks.endpoint.enable();
    return webhooks.endpoint.state;
  },
  "GET /_emu/settings": ({ world }) => world.settings,
  "PUT /_emu/settings": ({ world }, call) =>
    Object.assign(world.settings, changeableSchema.parse(jsonBody(call))),
  "POST /_emu/dlq/replay": ({ webhooks }) => ({ replayed: webhooks.replayDead() }),
  "POST /_emu/demo": ({ startDemo }) => ({ started: startDemo() }),
};

/** So many lines of each log the page shows. */
const SHOWN = 60;

function stateOf({ world, webhooks }: ControlContext): object {
  const { clock, settings, faults, journal } = world;
  return {
    clock: { now: clock.now(), offset: clock.offsetMs, scale: clock.scale },
    settings,
    accounts: accountLines(world),
    events: world.events.length,
    faults: { queues: faults.waiting(), rates: faults.rates() },
    endpoint: webhooks.endpoint.state,
    deliveries: webhooks.deliveries.slice(-SHOWN),
    journal: journal.entries.slice(-SHOWN),
  };
}

const accountLines = (world: World) =>
  [...world.accounts.values()].map(({ id, firstName, link, devices }) => ({
    id,
    name: firstName,
    link,
    devices: devices.map((device) => ({ id: device.id, name: device.name, online: device.online })),
  }));

export function controlRoutes(context: ControlContext): Route[] {
  const controls = Object.entries(CONTROLS).map(([name, control]): Route => {
    const [method = "", path = ""] = name.split(" ");
    return { method, path, handle: (call) => answer(context, control, call) };
  });
  return [...pageRoutes(context.cutter), ...controls].map(({ handle, ...route }) => ({
    ...route,
    handle: (call) => (isFromHere(call) ? handle(call) : refuseStranger(call)),
  }));
}

/**
 * Only this machine, and in its browser only the emulator's own page: a web page from elsewhere
 * names another origin, or reaches this address under a name of its own.
 */
function isFromHere({ request }: Call): boolean {
  const { origin, host = "" } = request.headers;
  const isLoopback = /^(::1|(::ffff:)?127\.)/.test(request.socket.remoteAddress ?? "");
  const isOwnName = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
  return isLoopback && isOwnName && (origin === undefined || origin === `http://${host}`);
}

const refuseStranger = ({ response }: Call) => sendJson(response, 403, { error: "loopback only" });

async function answer(context: ControlContext, control: Control, call: Call): Promise<void> {
  if (call.url.pathname === "/_emu" && wantsPage(call)) return sendPage(call);
  try {
    sendJson(call.response, 200, await control(context, call));
  } catch (error) {
    sendJson(call.response, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function namedAccount(world: World, call: Call) {
  return accountOf(world, call.params.account ?? "");
}
