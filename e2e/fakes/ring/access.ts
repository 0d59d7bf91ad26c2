/** Who may see what: the bearer token's account, and that account's own devices. */
import { bearerAccount } from "./oauth.ts";
import { type Call, type Route, sendEmpty, sendError } from "./routing.ts";
import type { Account, Device, World } from "./world.ts";

export type Guarded = (call: Call, account: Account) => void | Promise<void>;

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
  const device = visibleDevices(account).find((d) => d.id === call.params.device);
  if (device) return device;
  const wasOwn = account.removedDevices.includes(call.params.device ?? "");
  if (wasOwn) sendError(call.response, 404, "DEVICE_NOT_FOUND", "this device was removed");
  else sendError(call.response, 403, "REQUEST_FORBIDDEN", "cannot authorize");
  return null;
}

/** What an app is told of: a camera with end-to-end encryption does not exist for it. */
export function visibleDevices(account: Account): Device[] {
  return account.devices.filter(({ encryption }) => encryption !== "end-to-end");
}
