// [Note: The kept copy] in components/offline/kept-copy.ts: pages keep it, here it is only given out.
const KEPT = "kith-kept-";
const KEPT_AT = "x-kith-kept-at";
const KEPT_FOR_MS = 14 * 24 * 3_600_000;
const SHELL = "/offline";
/** A server that says nothing for so long is not there, where there is a copy. */
const PATIENCE_MS = 10_000;

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const isPage = request.mode === "navigate" && !pathname.startsWith("/api/");
  if (isPage) event.respondWith(answered(request, SHELL));
  else if (isKept(request, pathname)) event.respondWith(answered(request, request));
});

const isKept = ({ destination }, pathname) =>
  pathname.startsWith("/_next/static/") ||
  pathname === "/api/visits" ||
  pathname.startsWith("/api/review") ||
  (pathname.startsWith("/api/media/") && destination === "image");

/** Kith's answer, or what is kept instead where it gives none. */
async function answered(request, keptAddress) {
  const answer = fetch(request);
  const silence = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const first = await Promise.race([answer, silence]).catch(() => undefined);
  if (first && !isProxys(first)) return first;
  return (await copyOf(keptAddress)) ?? answer;
}

/** What a proxy says while there is nobody behind it. */
const isProxys = ({ status }) => status >= 502 && status <= 504;

/** What is kept for an address; nothing once the copy is too old, which is its end. */
async function copyOf(address) {
  for (const name of (await caches.keys()).filter((each) => each.startsWith(KEPT))) {
    const cache = await caches.open(name);
    const keptAt = (await cache.match(SHELL))?.headers.get(KEPT_AT);
    // A page is still keeping it, for the first time.
    if (!keptAt) continue;
    if (Date.now() - Date.parse(keptAt) > KEPT_FOR_MS) await caches.delete(name);
    else if (await cache.match(address)) return await cache.match(address);
  }
  return undefined;
}

// A new version waits until somebody has asked for it: see components/offline/update-prompt.tsx.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
});
