import { route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import { subscribeToChanges } from "#lib/infra/live.ts";

/** Shorter than the minute after which proxies drop a silent connection. */
const KEEP_ALIVE_MS = 25_000;
/** Then the browser connects again, which proves the session again. */
const MAX_AGE_MS = 15 * 60_000;

/** Server-sent events: "changed" after every change in the household. Carries no data. */
export const GET = route(async (request) => {
  const { householdId } = await requireApiActor();
  const encoder = new TextEncoder();
  let close = () => {};
  const body = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const unsubscribe = await subscribeToChanges(householdId, () =>
        send("event: changed\ndata:\n\n"),
      );
      send("retry: 2000\n\n");
      const keepAlive = setInterval(() => send(":\n\n"), KEEP_ALIVE_MS);
      let open = true;
      close = () => {
        if (!open) return;
        open = false;
        clearInterval(keepAlive);
        clearTimeout(limit);
        unsubscribe();
        controller.close();
      };
      const limit = setTimeout(close, MAX_AGE_MS);
      request.signal.addEventListener("abort", close, { once: true });
      if (request.signal.aborted) close();
    },
    cancel: () => close(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
});
