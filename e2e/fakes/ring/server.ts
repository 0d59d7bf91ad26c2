/** The emulator as a whole: API, OAuth and control plane on one port, media on another origin. */

import { ServerResponse } from "node:http";
import { controlRoutes } from "./control.ts";
import { type ControlClient, createControlClient } from "./control-client.ts";
import { createDemo } from "./demo.ts";
import { deviceRoutes } from "./devices.ts";
import { playFault } from "./fault-bodies.ts";
import type { Fault } from "./fault-kinds.ts";
import type { FaultRoute } from "./faults.ts";
import { createCutter } from "./ffmpeg.ts";
import { historyRoutes } from "./history.ts";
import { integrationRoutes } from "./integrations.ts";
import { createJournalledServer, dispatch, listen, stop } from "./listening.ts";
import { liveViewRoutes } from "./live-view.ts";
import { mediaApiRoutes, mediaOriginRoutes } from "./media.ts";
import { oauthRoutes } from "./oauth.ts";
import { type Call, type Route, sendError, sendJson } from "./routing.ts";
import { DEFAULTS, type Settings } from "./settings.ts";
import { subscriptionRoutes } from "./subscriptions.ts";
import { createWebhooks } from "./webhooks.ts";
import { createWorld, type World } from "./world.ts";

export interface RingEmulatorOptions extends Partial<Settings> {
  /** 0 or absent: any free port. */
  port?: number;
  mediaPort?: number;
  /** Makes the demo household at start; its script plays once the household lists its devices or the webhook's port is open. */
  demo?: boolean;
}

export interface RingEmulator {
  /** `http://127.0.0.1:port`, without a path. */
  apiUrl: string;
  oauthTokenUrl: string;
  mediaUrl: string;
  /** Live: a change (of `webhookUrl`, say) counts for the next request or delivery. */
  settings: Settings;
  control: ControlClient;
  /** Resolves when no webhook is on its way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Ring allows 100 requests per second and client. */
const REQUESTS_PER_SECOND = 100;

/** Starts it on loopback. The returned addresses are ready for requests. */
export async function startRingEmulator(options: RingEmulatorOptions = {}): Promise<RingEmulator> {
  const { port = 0, mediaPort = 0, demo: withDemo = false, ...given } = options;
  const world = createWorld({ ...DEFAULTS, ...given });
  const webhooks = createWebhooks(world);
  const cutter = createCutter();
  const demo = createDemo(world, webhooks);
  const underLimit = createRateLimiter();

  const control = controlRoutes({ world, webhooks, cutter, startDemo: demo.start });
  const routes = [
    ...oauthRoutes(world),
    ...deviceRoutes(world),
    ...historyRoutes(world),
    ...integrationRoutes(world, webhooks),
    ...subscriptionRoutes(world),
    ...liveViewRoutes(world),
  ];
  const clips = mediaApiRoutes(world, cutter, (call, fault) => api.note(call, fault));
  const objects = mediaOriginRoutes(world, cutter, (call, fault) => media.note(call, fault));

  const all = [...clips, ...routes];
  const media = createJournalledServer(world, "media", (call) => dispatch(objects, call));
  const api = createJournalledServer(world, "api", async (call) => {
    if (call.url.pathname.startsWith("/_emu")) return dispatch(control, call);
    if (!underLimit(call)) return;
    const fault = takeFault(world, call);
    if (fault) {
      api.note(call, fault);
      return fail(all, call, fault);
    }
    await dispatch(all, call);
    const listed = call.url.pathname === "/v1/devices" && call.response.statusCode === 200;
    if (withDemo && listed) demo.startOnce();
  });

  world.apiUrl = await listen(api.server, port);
  world.mediaUrl = await listen(media.server, mediaPort);
  if (withDemo) {
    demo.prepare();
    demo.startWhenReachable();
  }
  return {
    apiUrl: world.apiUrl,
    oauthTokenUrl: `${world.apiUrl}/oauth/token`,
    mediaUrl: world.mediaUrl,
    settings: world.settings,
    control: createControlClient(world.apiUrl),
    idle: webhooks.idle,
    async close() {
      demo.stop();
      await webhooks.clear();
      await Promise.all([stop(api.server), stop(media.server)]);
      await cutter.close();
    },
  };
}

/** First match wins: the media endpoints lie below the devices. */
const FAULT_PATHS: [RegExp, FaultRoute][] = [
  [/^\/oauth\/token$/, "token"],
  [/^\/v1\/users\/me$/, "users-me"],
  [/\/media\/video\/download$/, "clip"],
  [/\/media\/image\/download$/, "image"],
  [/^\/v1\/devices/, "devices"],
  [/^\/v1\/history\//, "history"],
  [/\/app-integrations$/, "integrations"],
];

function takeFault(world: World, call: Call) {
  const route = FAULT_PATHS.find(([path]) => path.test(call.url.pathname))?.[1];
  return route === undefined ? null : world.faults.take(route);
}

/** Answers with a fault; some are of the answer alone, so that the request is carried out. */
async function fail(routes: readonly Route[], call: Call, fault: Fault): Promise<void> {
  if (fault.kind === "lost" || fault.kind === "held") {
    await dispatch(routes, { ...call, response: new ServerResponse(call.request) });
  }
  if (fault.kind === "status" && call.url.pathname === "/oauth/token") {
    // OAuth has error bodies of its own.
    return sendJson(call.response, fault.status, { error: fault.code }, fault.headers);
  }
  playFault(call.response, fault);
}

/** Counts requests per wall-clock second; answers 429 itself when there were too many. */
function createRateLimiter(): (call: Call) => boolean {
  let second = 0;
  let count = 0;
  return ({ response }) => {
    const now = Math.floor(Date.now() / 1000);
    count = now === second ? count + 1 : 1;
    second = now;
    response.setHeader("x-ratelimit-limit", REQUESTS_PER_SECOND);
    response.setHeader("x-ratelimit-remaining", Math.max(0, REQUESTS_PER_SECOND - count));
    if (count <= REQUESTS_PER_SECOND) return true;
    sendError(response, 429, "TOO_MANY_REQUESTS", "slow down", { "retry-after": "1" });
    return false;
  };
}
