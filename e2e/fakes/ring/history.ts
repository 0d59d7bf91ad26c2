/** Event history: newest first, 50 to a page, nothing before the consent. */
import { guarded, ownDevice } from "./access.ts";
import { type Call, type Route, sendJson } from "./routing.ts";
import type { Account, CameraEvent, World } from "./world.ts";

const PAGE_SIZE = 50;

export function historyRoutes(world: World): Route[] {
  return [
    {
      method: "GET",
      path: "/v1/history/devices/:device/events",
      handle: guarded(world, (call, account) => history(world, call, account)),
    },
  ];
}

function history(world: World, call: Call, account: Account): undefined {
  const device = ownDevice(call, account);
  if (!device) return;
  const { settings, clock } = world;
  const query = call.url.searchParams;
  const filter = query.get("event_types");
  const types = settings.historyIgnoresTypes ? undefined : filter?.split(",");
  const start = Number(query.get("page[key]") ?? "0");
  const events = world.events
    .filter((event) => event.deviceId === device.id && event.at >= (account.consentAt ?? Infinity))
    .filter((event) => !types || types.some((type) => historyType(event).startsWith(type)))
    .sort((a, b) => b.at - a.at);
  const hasMore = start + PAGE_SIZE < events.length && !settings.historyOmitsLinks;
  const kept = filter && !settings.historyDropsFilter ? { event_types: filter } : {};
  const next = new URLSearchParams({ ...kept, "page[key]": `${start + PAGE_SIZE}` });
  const path = `/v1/history/devices/${encodeURIComponent(device.id)}/events`;
  sendJson(call.response, 200, {
    data: events.slice(start, start + PAGE_SIZE).map((event) => historyItem(event, clock.now())),
    ...(hasMore && { links: { next: `${path}?${next}` } }),
  });
}

function historyType(event: CameraEvent): string {
  if (event.type === "button_press") return "ding";
  const detail = event.motionClass;
  return detail === null || detail === "motion" ? "motion" : `motion.${detail}`;
}

/** `end` is known once the recording has ended. */
function historyItem(event: CameraEvent, now: number): object {
  const { recording } = event;
  const end = recording ? recording.startAt + recording.lengthMs : event.at;
  return {
    type: "history-events",
    id: event.id,
    attributes: {
      event_type: historyType(event),
      start: event.at,
      ...(end <= now && { end }),
      is_third_party_reviewed: event.isReviewed,
    },
    relationships: { source: { data: { type: "devices", id: event.deviceId } } },
  };
}
