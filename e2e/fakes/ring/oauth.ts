/** `POST /oauth/token`: code and refresh grants with RFC 6749 errors. */
import { type Call, type Route, sendJson } from "./routing.ts";
import { issueToken, tokenAccount, type World } from "./world.ts";

/** An authorization code is good for 60 s, once. */
const CODE_LIFETIME_MS = 60_000;
/** A refresh token ages out after about 30 days. */
const REFRESH_LIFETIME_MS = 30 * 24 * 3_600_000;

export interface TokenPair {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  scope: string;
  token_type: "Bearer";
}

export function oauthRoutes(world: World): Route[] {
  return [{ method: "POST", path: "/oauth/token", handle: (call) => grant(world, call) }];
}

/** A fresh authorization code for an account, as Ring's app sends it to the token exchange URL. */
export function issueCode(world: World, accountId: string): string {
  const code = `emu-code-${issueToken(world, "at", accountId).slice(-24)}-${world.serial}`;
  const expiresAt = world.clock.now() + world.clock.scaled(CODE_LIFETIME_MS);
  world.codes.set(code, { accountId, expiresAt, used: false });
  return code;
}

/** A new pair; the account's link state moves on when it had none. */
export function issuePair(world: World, accountId: string): TokenPair {
  const { clock, settings } = world;
  const accessToken = issueToken(world, "at", accountId);
  const refreshToken = issueToken(world, "rt", accountId);
  const lifetimeMs = clock.scaled(settings.accessTokenSeconds * 1000);
  world.accessTokens.set(accessToken, { accountId, expiresAt: clock.now() + lifetimeMs });
  world.refreshTokens.set(refreshToken, {
    accountId,
    expiresAt: clock.now() + clock.scaled(REFRESH_LIFETIME_MS),
    rotatedAt: null,
  });
  const account = world.accounts.get(accountId);
  if (account?.link === "none" || account?.link === "code_sent") account.link = "tokens_issued";
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in: Math.max(1, Math.round(lifetimeMs / 1000)),
    scope: "ava.v1:read",
    token_type: "Bearer",
  };
}

/** The account of a live access token, or null. */
export function bearerAccount(world: World, authorization: string | undefined): string | null {
  const token = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
  if (token === undefined) return null;
  const known = world.accessTokens.get(token);
  if (known) return known.expiresAt > world.clock.now() ? linked(world, known.accountId) : null;
  if (!world.settings.tokensOutliveRestart) return null;
  const accountId = tokenAccount(world, "at", token);
  return accountId === null ? null : linked(world, accountId);
}

function linked(world: World, accountId: string): string | null {
  const account = world.accounts.get(accountId);
  return account && account.link !== "removed" ? accountId : null;
}

function grant(world: World, call: Call): undefined {
  const { response } = call;
  const type = call.request.headers["content-type"] ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) {
    return sendJson(response, 400, { error: "invalid_request" });
  }
  const form = new URLSearchParams(call.body.toString("utf8"));
  const { clientId, clientSecret } = world.settings;
  if (form.get("client_id") !== clientId || form.get("client_secret") !== clientSecret) {
    return sendJson(response, 401, { error: "invalid_client" });
  }
  const redeem = REDEEM[form.get("grant_type") ?? ""];
  if (!redeem) return sendJson(response, 400, { error: "unsupported_grant_type" });
  const accountId = redeem(world, form);
  if (accountId === null) return sendJson(response, 400, { error: "invalid_grant" });
  sendJson(response, 200, issuePair(world, accountId), { "cache-control": "no-store" });
}

const REDEEM: Record<string, (world: World, form: URLSearchParams) => string | null> = {
  authorization_code(world, form) {
    const code = world.codes.get(form.get("code") ?? "");
    if (!code || code.used || code.expiresAt <= world.clock.now()) return null;
    code.used = true;
    return code.accountId;
  },
  refresh_token(world, form) {
    const token = form.get("refresh_token") ?? "";
    const known = world.refreshTokens.get(token) ?? fromEarlierRun(world, token);
    if (!known || known.expiresAt <= world.clock.now()) return null;
    if (known.rotatedAt !== null && !isInGrace(world, known.rotatedAt)) {
      if (world.settings.revokesFamilyOnReuse) revokeAll(world, known.accountId);
      return null;
    }
    known.rotatedAt ??= world.clock.now();
    return linked(world, known.accountId);
  },
};

/** A refresh token that a process before this one issued, where such tokens count. */
function fromEarlierRun(world: World, token: string) {
  const accountId = world.settings.tokensOutliveRestart ? tokenAccount(world, "rt", token) : null;
  if (accountId === null) return null;
  const expiresAt = world.clock.now() + world.clock.scaled(REFRESH_LIFETIME_MS);
  const grant = { accountId, expiresAt, rotatedAt: null as number | null };
  world.refreshTokens.set(token, grant);
  return grant;
}

function isInGrace({ clock, settings }: World, rotatedAt: number): boolean {
  return clock.now() < rotatedAt + clock.scaled(settings.refreshGraceMs);
}

/** Ends every token of an account. */
export function revokeAll(world: World, accountId: string): void {
  for (const grant of [...world.accessTokens.values(), ...world.refreshTokens.values()]) {
    if (grant.accountId === accountId) grant.expiresAt = 0;
  }
}
