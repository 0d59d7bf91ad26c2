import { serviceWorker } from "#app/_server/service-worker.ts";

/** The service worker. Browsers look for another one every time they come. */
export const GET = () =>
  new Response(serviceWorker(), {
    headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache" },
  });
