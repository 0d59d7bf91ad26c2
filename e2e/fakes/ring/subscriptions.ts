/** Whether the account pays for the app: none, an active subscription, or a refusal. */
import { guarded, visibleDevices } from "./access.ts";
import { type Route, sendError, sendJson } from "./routing.ts";
import type { Account, World } from "./world.ts";

const DAY_MS = 24 * 3_600_000;

export function subscriptionRoutes(world: World): Route[] {
  return [
    {
      method: "GET",
      path: "/v1/accounts/me/subscriptions",
      handle: guarded(world, ({ response }, account) => {
        const { subscription } = world.settings;
        if (subscription === "refused") {
          return sendError(response, 422, "UNPROCESSABLE", "subscriptions are not sold here");
        }
        const data = subscription === "active" ? [activeOne(world, account)] : [];
        sendJson(response, 200, { data, links: {} });
      }),
    },
  ];
}

function activeOne({ clock }: World, account: Account): object {
  const iso = (days: number) => new Date(clock.now() + days * DAY_MS).toISOString();
  const devices = visibleDevices(account).map(({ id }) => ({ type: "devices", id }));
  return {
    type: "subscriptions",
    id: `subscription-${account.id}`,
    attributes: {
      sub_type: "paid",
      status: "active",
      plan_id: "emulator-plan",
      expires_at: iso(30),
      created_at: iso(-30),
    },
    relationships: { devices: { data: devices } },
  };
}
