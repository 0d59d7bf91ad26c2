/** The app-integrations calls that end a link: `tokens_issued → awaiting → completed`. */
import { linkNonce, sameNonce } from "#lib/infra/signature.ts";
import { type Guarded, guarded } from "./access.ts";
import { addNews } from "./ordering.ts";
import { type Call, jsonBody, type Route, sendError, sendJson } from "./routing.ts";
import type { Webhooks } from "./webhooks.ts";
import type { Account, World } from "./world.ts";

export function integrationRoutes(world: World, webhooks: Webhooks): Route[] {
  const route = (method: string, handle: Guarded): Route => ({
    method,
    path: "/v1/accounts/me/app-integrations",
    handle: guarded(world, handle),
  });
  return [
    route("POST", (call, account) => confirmLink(world, call, account)),
    route("PATCH", (call, account) => updateLink(world, webhooks, call, account)),
    route("DELETE", (call) =>
      sendError(call.response, 403, "REQUEST_FORBIDDEN", "only partner-initiated apps"),
    ),
  ];
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
  account.consentAt ??= world.clock.now();
  if (typeof body?.account_identifier === "string") {
    account.accountIdentifier = body.account_identifier;
  }
  sendJson(call.response, 200, { status: "awaiting" });
}

function updateLink(world: World, webhooks: Webhooks, call: Call, account: Account): undefined {
  const body = jsonBody(call);
  const { status, account_identifier: identifier } = body ?? {};
  if (status === undefined && identifier === undefined) {
    return sendError(call.response, 400, "INVALID_PAYLOAD", "empty body");
  }
  if (account.link !== "awaiting" && account.link !== "completed") {
    return sendError(call.response, 404, "NOT_FOUND", "no integration for this token");
  }
  if (status !== undefined && status !== "completed" && status !== account.link) {
    return sendError(call.response, 400, "INVALID_PAYLOAD", "illegal transition");
  }
  if (status === "completed") complete(world, webhooks, account);
  if (typeof identifier === "string") account.accountIdentifier = identifier;
  sendJson(call.response, 200, {
    account_identifier: account.accountIdentifier,
    status: account.link,
    updated_at: new Date(world.clock.now()).toISOString(),
  });
}

/** Tells of the integration and of each device, as seen live: within a second of the completion. */
function complete(world: World, webhooks: Webhooks, account: Account): void {
  const isNew = account.link !== "completed";
  account.link = "completed";
  if (!isNew || !world.settings.announcesLinks) return;
  addNews(world, webhooks, { account: account.id, type: "app_integration_added" });
  for (const device of account.devices) {
    addNews(world, webhooks, { account: account.id, type: "device_added", device: device.id });
  }
}
