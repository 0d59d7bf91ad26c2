/** Shorter than the minute after which proxies drop a silent connection. */
const KEEP_ALIVE_MS = 25_000;
/** Then the browser connects again, which proves the session again. */
const MAX_AGE_MS = 15 * 60_000;
const CANCELLED = "cancelled";

/**
 * Server-sent events: "build" with the running version at first, then "changed" after every change, until `signal` aborts, the stream is cancelled or
 * 15 minutes have passed. Whichever comes first, and at whatever moment, the subscription ends.
 *
 * @param version tells one build of the pages from another
 * @param subscribe calls its argument after every change until the returned function is called
 */
export function changeStream(
  version: string,
  subscribe: (onChange: () => void) => Promise<() => void>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const over = new AbortController();
  const end = () => over.abort();
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        if (!over.signal.aborted) controller.enqueue(encoder.encode(text));
      };
      const unsubscribe = await subscribe(() => send("event: changed\ndata:\n\n"));
      send(`event: build\ndata: ${version}\n\n`);
      const keepAlive = setInterval(() => send(":\n\n"), KEEP_ALIVE_MS);
      const limit = setTimeout(end, MAX_AGE_MS);
      const close = () => {
        clearInterval(keepAlive);
        clearTimeout(limit);
        unsubscribe();
        // A stream that was cancelled is closed already.
        if (over.signal.reason !== CANCELLED) controller.close();
      };
      over.signal.addEventListener("abort", close, { once: true });
      signal.addEventListener("abort", end, { once: true });
      if (over.signal.aborted) close();
      else if (signal.aborted) end();
    },
    cancel: () => over.abort(CANCELLED),
  });
}
