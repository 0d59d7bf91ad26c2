/** The control plane `/_emu`: loopback only, never part of Ring's contract. */
import { z } from "zod";
import { linkNonce } from "#lib/infra/signature.ts";
import { type FaultsInput, faultsSchema } from "./faults.ts";
import { issueCode } from "./oauth.ts";
import { accountSchema, addAccount, addEvent, addNews, newDevice } from "./ordering.ts";
import { type Call, jsonBody, type Route, sendJson } from "./routing.ts";
import { scenarioFaults } from "./scenarios.ts";
import type { Webhooks } from "./webhooks.ts";
import { resetWorld, type World } from "./world.ts";

export interface ControlContext {
  world: World;
  webhooks: Webhooks;
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
    code: issueCode(world, accountOf(world, call).id),
  }),
  "POST /_emu/accounts/:account/unlink": ({ world, webhooks }, call) =>
    unlink(world, webhooks, call),
  "POST /_emu/accounts/:account/expire-tokens": ({ world }, call) => expireTokens(world, call),
  "POST /_emu/devices": ({ world }, call) => {
    const { account: id, ...device } = z.looseObject({ account: z.string() }).parse(jsonBody(call));
    const account = world.accounts.get(id);
    if (!account) throw new Error(`no account ${id}`);
    const made = newDevice(world, account.firstName, device as never);
    account.devices = [...account.devices.filter((d) => d.id !== made.id), made];
    return { id: made.id, name: made.name };
  },
  "POST /_emu/events": ({ world, webhooks }, call) =>
    addEvent(world, webhooks, (jsonBody(call) ?? {}) as never),
  "POST /_emu/news": ({ world, webhooks }, call) => ({
    deliveries: addNews(world, webhooks, (jsonBody(call) ?? {}) as never),
  }),
  "POST /_emu/link": ({ world }, call) => playLink(world, call),
  "PUT /_emu/faults": ({ world }, call) => {
    world.faults.put(faultsSchema.parse(jsonBody(call)) as FaultsInput);
    return {};
  },
  "POST /_emu/scenario/:id": ({ world }, call) => {
    const faults = scenarioFaults(call.params.id ?? "");
    world.faults.put(faults);
    return faults;
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

function accountOf(world: World, call: Call) {
  const account = world.accounts.get(call.params.account ?? "");
  if (!account) throw new Error(`no account ${call.params.account}`);
  return account;
}

/** The user removes the app in Ring: tokens die, then the webhooks say so. */
function unlink(world: World, webhooks: Webhooks, call: Call): object {
  const account = accountOf(world, call);
  account.link = "removed";
  const news = { account: account.id, type: "app_integration_removed" };
  const removed = account.devices.map((device) =>
    addNews(world, webhooks, { ...news, type: "device_removed", device: device.id }),
  );
  return { deliveries: [...addNews(world, webhooks, news), ...removed.flat()] };
}

/** Makes every access token of an account expire now; refresh tokens stay good. */
function expireTokens(world: World, call: Call): object {
  const { id } = accountOf(world, call);
  for (const token of world.accessTokens.values()) {
    if (token.accountId === id) token.expiresAt = 0;
  }
  return {};
}

const linkSchema = z.object({
  account: z.string(),
  tokenExchangeUrl: z.string(),
  accountLinkUrl: z.string(),
  /** Epoch ms in the redirect; now unless given. Stale and future links are made with it. */
  time: z.number().optional(),
  /** Instead of the right one. */
  nonce: z.string().optional(),
  /** False answers the redirect without having called the token exchange URL. */
  exchange: z.boolean().default(true),
});

/** Plays Ring's side of the link: code to the token exchange URL, then the browser's redirect. */
async function playLink(world: World, call: Call): Promise<object> {
  const order = linkSchema.parse(jsonBody(call));
  const account = world.accounts.get(order.account);
  if (!account) throw new Error(`no account ${order.account}`);
  const exchangeStatus = order.exchange ? await sendCode(world, order) : null;
  const time = order.time ?? world.clock.now();
  const nonce = order.nonce ?? linkNonce(world.settings.hmacKey, time, account.id);
  world.linkTimes.set(account.id, [...(world.linkTimes.get(account.id) ?? []), time]);
  const redirect = new URL(order.accountLinkUrl);
  redirect.searchParams.set("nonce", nonce);
  redirect.searchParams.set("time", String(time));
  return { exchangeStatus, redirect: redirect.href };
}

async function sendCode(world: World, order: z.infer<typeof linkSchema>): Promise<number> {
  const response = await fetch(order.tokenExchangeUrl, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ code: issueCode(world, order.account) }),
  });
  await response.body?.cancel();
  return response.status;
}
