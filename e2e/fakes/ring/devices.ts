/** `users/me`, devices and their parts in JSON:API. */
import { type Guarded, guarded, ownDevice, visibleDevices } from "./access.ts";
import { type Call, type Route, sendError, sendJson } from "./routing.ts";
import type { Account, Device, World, Zone } from "./world.ts";

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
  ];
}

function usersMe(call: Call, account: Account): undefined {
  const attributes = { first_name: account.firstName, last_name: "Example", email: account.email };
  sendJson(call.response, 200, { data: { type: "users", id: account.id, attributes } });
}

function listDevices(call: Call, account: Account): undefined {
  const include = (call.url.searchParams.get("include") ?? "").split(",");
  const devices = visibleDevices(account);
  const included = devices.flatMap((device) =>
    Object.entries(deviceParts(device))
      .filter(([part]) => include.includes(part))
      .map(([, resource]) => resource),
  );
  const data = devices.map(deviceResource);
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
