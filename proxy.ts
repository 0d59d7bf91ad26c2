import { type NextRequest, NextResponse } from "next/server";

/**
 * Gives every page a script policy with a nonce of its own, so that no inline script but Next's own
 * can run. Styles may be inline: boxes over a video are placed with style attributes.
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
  return response;
}

/** Pages only: the API, above all the webhooks, is never touched. */
export const config = {
  matcher: ["/((?!api/|_next/|icons/|splash/|sw\\.js|manifest\\.webmanifest|favicon\\.ico).*)"],
};
