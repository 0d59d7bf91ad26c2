import { type NextRequest, NextResponse } from "next/server";
import { LOCALE_COOKIE, localeOfVisitor } from "#messages/locale.ts";

/**
 * Gives every page a script policy with a nonce of its own, so that no inline script but Next's own
 * can run. Styles may be inline: boxes over a video are placed with style attributes. Says in which
 * language the page is for as long as it does not say so itself.
 */
export function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID());
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // A page cannot know its own address: whoever must sign in first comes back to it.
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  // A page that is not there, or fails, has no `lang` before the browser has made it: until then this counts.
  const chosen = request.cookies.get(LOCALE_COOKIE)?.value;
  const language = localeOfVisitor(chosen, request.headers.get("accept-language"));
  response.headers.set("content-language", language);
  return response;
}

/** Pages only: the API, above all the webhooks, is never touched. */
export const config = {
  matcher: ["/((?!api/|_next/|icons/|splash/|sw\\.js|manifest\\.webmanifest|favicon\\.ico).*)"],
};
