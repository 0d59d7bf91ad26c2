/** One JSON call, one page after another, one token grant. */
import { z } from "zod";
import type { Gate } from "./gate.ts";
import { type Answerer, RingUnreachableError, refusalOf } from "./refusals.ts";
import type { RingClientSettings, RingTokens } from "./types.ts";

/** A list of more pages is taken for one that leads in a circle; history has 50 events a page. */
const MAX_PAGES = 200;
const REQUEST_TIMEOUT_MS = 15_000;

const tokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  scope: z.string().default(""),
});

const linksSchema = z.object({ links: z.object({ next: z.string() }) });

export interface Calls {
  /** The JSON of one API path (with its query) or of a full address on the API's own origin. */
  api(accessToken: string, path: string, method?: string, body?: object): Promise<unknown>;
  /** The pages of a list, as `links.next` leads on. Throws when there is no end to them. */
  pages(accessToken: string, path: string): AsyncGenerator<unknown>;
  /** A new pair for a grant's own form fields. */
  token(form: Record<string, string>): Promise<RingTokens>;
}

/** Throws as `refusalOf` and as the gate. */
export function createCalls(settings: RingClientSettings, gate: Gate, now: () => Date): Calls {
  const { apiBaseUrl } = settings;
  const call = (answerer: Answerer, url: string, init: RequestInit): Promise<unknown> =>
    gate.pass(answerer, async () => {
      const signal = AbortSignal.timeout(settings.requestTimeoutMs ?? REQUEST_TIMEOUT_MS);
      const response = await fetch(url, { ...init, redirect: "manual", signal });
      gate.hear(answerer, response);
      if (!response.ok) throw await refusalOf(response, answerer, now());
      return await response.json().catch((error: unknown) => {
        // A page in place of an answer is some server's in front of Ring.
        throw error instanceof SyntaxError ? notJson(answerer, error) : error;
      });
    });
  const api: Calls["api"] = (accessToken, path, method = "GET", body) =>
    call("api", `${apiBaseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  return {
    api,
    async *pages(accessToken, path) {
      let next: string | null = path;
      for (let count = 0; next !== null && count < MAX_PAGES; count++) {
        const page: unknown = await api(accessToken, next);
        yield page;
        next = nextPath(page, apiBaseUrl);
      }
      if (next !== null) throw new Error(`Ring's list at ${path} does not end.`);
    },
    async token(form) {
      const credentials = { client_id: settings.clientId, client_secret: settings.clientSecret };
      const askedAt = now();
      const body = new URLSearchParams({ ...form, ...credentials });
      const answer = await call("oauth", settings.oauthTokenUrl, { method: "POST", body });
      const parsed = tokenSchema.parse(answer);
      return {
        accessToken: parsed.access_token,
        refreshToken: parsed.refresh_token,
        expiresAt: new Date(askedAt.getTime() + parsed.expires_in * 1000),
        scope: parsed.scope,
      };
    },
  };
}

function notJson(answerer: Answerer, cause: SyntaxError): RingUnreachableError {
  return new RingUnreachableError(`Ring's ${answerer} host did not answer in JSON.`, { cause });
}

/** The next page's path, or null. The bearer goes with it, so another origin is never followed. */
function nextPath(page: unknown, apiBaseUrl: string): string | null {
  const next = linksSchema.safeParse(page).data?.links.next;
  if (next === undefined || !URL.canParse(next, apiBaseUrl)) return null;
  const url = new URL(next, apiBaseUrl);
  return url.origin === new URL(apiBaseUrl).origin ? url.pathname + url.search : null;
}
