/** `users/me`, devices and their parts in JSON:API, app-integrations, event history. */
import { linkNonce, sameNonce } from "#lib/infra/signature.ts";
import { bearerAccount } from "./oauth.ts";
import { type Call, jsonBody, type Route, sendEmpty, sendError, sendJson } from "./routing.ts";
import type { Account, CameraEvent, Device, World, Zone } from "./world.ts";

type Guarded = (call: Call, account: Account) => void | Promise<void>;

/** Wraps a handler: a bad or missing token is answered 401 with an empty body, as seen live. */
export function guarded(world: World, handle: Guarded): Route["handle"] {
  return (call) => {
    const accountId = bearerAccount(world, call.request.headers.authorization);
    const account = accountId === null ? undefined : world.accounts.get(accountId);
    if (!account) return sendEmpty(call.response, 401, { "x-request-id": "emulator" });
    return handle(call, account);
  };
}

/** The device named in the path if it belongs to the account; otherwise answers 404 or 403. */
export function ownDevice(call: Call, account: Account): Device | null {
  const device = account.devices.find((d) => d.id === call.params.device);
  if (device) return device;
  const wasOwn = account.removedDevices.includes(call.params.device ?? "");
  if (wasOwn) sendError(call.response, 404, "DEVICE_NOT_FOUND", "this device was removed");
  else sendError(call.response, 403, "REQUEST_FORBIDDEN", "cannot authorize");
  return null;
}

export function deviceRoutes(world: World): Route[] {
  const route = (method: string, path: string, handle: Guarded): Route => ({
    method,
    path,
    handle: guarded(world, handle),
  });
  return [
    route("GET", "/v1/users/me", usersMe),
    route("GET", "/v1/devices", listDevices),
    route("GET", "/v1/devices/:device", (call, account) => {
      const device = ownDevice(call, account);
      if (device) sendJson(call.response, 200, { data: deviceResource(device) });
    }),
    route("GET", "/v1/devices/:device/:part", devicePart),
    route("GET", "/v1/history/devices/:device/events", (call, account) =>
      history(world, call, account),
    ),
    route("GET", "/v1/accounts/me/subscriptions", (call) =>
      sendJson(call.response, 200, { data: [], links: {} }),
    ),
    route("POST", "/v1/accounts/me/app-integrations", (call, account) =>
      confirmLink(world, call, account),
    ),
    route("PATCH", "/v1/accounts/me/app-integrations", (call, account) =>
      updateLink(world, call, account),
    ),
    route("DELETE", "/v1/accounts/me/app-integrations", (call) =>
      sendError(call.response, 403, "REQUEST_FORBIDDEN", "only partner-initiated apps"),
    ),
  ];
}

function usersMe(call: Call, account: Account): undefined {
  const attributes = { first_name: account.firstName, last_name: "Example", email: account.email };
  sendJson(call.response, 200, { data: { type: "users", id: account.id, attributes } });
}

function listDevices(call: Call, account: Account): undefined {
  const include = (call.url.searchParams.get("include") ?? "").split(",");
  const included = account.devices.flatMap((device) =>
    Object.entries(deviceParts(device))
      .filter(([part]) => include.includes(part))
      .map(([, resource]) => resource),
  );
  const data = account.devices.map(deviceResource);
  sendJson(call.response, 200, { data, ...(included.length > 0 && { included }) });
}

function devicePart(call: Call, account: Account): undefined {
  const device = ownDevice(call, account);
  if (!device) return;
  const part = deviceParts(device)[call.params.part ?? ""];
  // Seen live: a wrong route below a device is forbidden, not missing.
  if (!part) return sendError(call.response, 403, "REQUEST_FORBIDDEN", "cannot authorize");
  sendJson(call.response, 200, { data: part });
}

function deviceResource(device: Device): object {
  const relationships = Object.fromEntries(
    Object.entries(deviceParts(device)).map(([part, { type, id }]) => [
      part,
      { data: { type, id }, links: { related: `/v1/devices/${device.id}/${part}` } },
    ]),
  );
  const attributes = { name: device.name, image_url: `https://example.com/${device.kind}.png` };
  return { type: "devices", id: device.id, attributes, relationships };
}

function deviceParts(device: Device): Record<string, { type: string; id: string }> {
  const part = (type: string, attributes: object) => ({ type, id: device.id, attributes });
  const status = part("device-status", { online: device.online });
  if (device.bare) return { status };
  const place = { country: device.country, ...(device.state !== null && { state: device.state }) };
  return {
    status,
    capabilities: part("device-capabilities", {
      video: { codecs: ["AVC"], ratio: "16:9", max_resolution: { width: 960, height: 540 } },
      motion_detection: {},
      battery_status: null,
    }),
    configurations: part("device-configurations", {
      motion_detection: { enabled: "on", motion_zones: device.motionZones.map(zone) },
      image_enhancements: { privacy_zones: device.privacyZones.map(zone) },
    }),
    location: part("locations", place),
  };
}

const zone = ({ id, vertices }: Zone) => ({ id, vertices });

/** Newest first, 50 to a page, nothing before the consent. */
const PAGE_SIZE = 50;

function history(world: World, call: Call, account: Account): undefined {
  const device = ownDevice(call, account);
  if (!device) return;
  const types = call.url.searchParams.get("event_types")?.split(",");
  const start = Number(call.url.searchParams.get("page[key]") ?? "0");
  const events = world.events
    .filter((event) => event.deviceId === device.id && event.at >= account.consentAt)
    .filter((event) => !types || types.some((type) => historyType(event).startsWith(type)))
    .sort((a, b) => b.at - a.at);
  const page = events.slice(start, start + PAGE_SIZE);
  const more = start + PAGE_SIZE < events.length;
  const filter = types ? `event_types=${types.join(",")}&` : "";
  const path = `/v1/history/devices/${encodeURIComponent(device.id)}/events`;
  const next = `${path}?${filter}page%5Bkey%5D=${start + PAGE_SIZE}`;
  sendJson(call.response, 200, {
    data: page.map(historyItem),
    ...(more && { links: { next } }),
  });
}

function historyType(event: CameraEvent): string {
  if (event.type === "button_press") return "ding";
  const detail = event.motionClass;
  return detail === null || detail === "motion" ? "motion" : `motion.${detail}`;
}

function historyItem(event: CameraEvent): object {
  const end = event.at + (event.recording?.lengthMs ?? 0);
  return {
    type: "history-events",
    id: event.id,
    attributes: {
      event_type: historyType(event),
      start: event.at,
      end,
      is_third_party_reviewed: false,
    },
    relationships: { source: { data: { type: "devices", id: event.deviceId } } },
  };
}

/** `time` is not part of the request: any redirect that was handed out for the account counts. */
function confirmLink(world: World, call: Call, account: Account): undefined {
  const body = jsonBody(call);
  const nonce = typeof body?.nonce === "string" ? body.nonce : "";
  const times = world.linkTimes.get(account.id) ?? [];
  const known = times.some((time) =>
    sameNonce(linkNonce(world.settings.hmacKey, time, account.id), nonce),
  );
  if (!known) return sendError(call.response, 400, "INVALID_PAYLOAD", "bad nonce");
  account.link = "awaiting";
  if (typeof body?.account_identifier === "string") {
    account.accountIdentifier = body.account_identifier;
  }
  sendJson(call.response, 200, { status: "awaiting" });
}

function updateLink(world: World, call: Call, account: Account): undefined {
  const body = jsonBody(call);
  const { status, account_identifier: identifier } = body ?? {};
  if (status === undefined && identifier === undefined) {
    return sendError(call.response, 400, "INVALID_PAYLOAD", "empty body");
  }
  if (account.link === "none" || account.link === "tokens_issued") {
    return sendError(call.response, 404, "NOT_FOUND", "no integration for this token");
  }
  if (status !== undefined && status !== "completed" && status !== account.link) {
    return sendError(call.response, 400, "INVALID_PAYLOAD", "illegal transition");
  }
  if (status === "completed") account.link = "completed";
  if (typeof identifier === "string") account.accountIdentifier = identifier;
  sendJson(call.response, 200, {
    account_identifier: account.accountIdentifier,
    status: account.link,
    updated_at: new Date(world.clock.now()).toISOString(),
  });
}
