/** An event of a stream. */
export type StreamEvent = { name: string; data: string };

/** The stream could not be opened. */
class NoStreamError extends Error {
  override readonly name = "NoStreamError";
  readonly status: number;
  constructor(status: number) {
    super(String(status));
    this.status = status;
  }
}

/** The stream ends after a while, and with the connection. */
const RECONNECT_MS = 2_000;
/** So long at most, where it cannot be opened again and again. */
const LONGEST_MS = 30_000;

/**
 * Hears a stream, and opens it again whenever it has ended.
 *
 * @param onSignedOut is called, and nothing asked for any more, once nobody is signed in
 */
export async function follow(
  url: string,
  signal: AbortSignal,
  hear: (event: StreamEvent, wasAway: boolean) => void,
  onSignedOut: () => void,
): Promise<void> {
  let waitMs = RECONNECT_MS;
  for (let wasAway = false; !signal.aborted; wasAway = true) {
    try {
      for await (const event of eventsAt(url, signal)) {
        waitMs = RECONNECT_MS;
        hear(event, wasAway);
      }
    } catch (error) {
      // Otherwise Kith is away, or the page is left.
      if (error instanceof NoStreamError && error.status === 401) return onSignedOut();
    }
    await restFor(waitMs, signal);
    waitMs = Math.min(waitMs * 2, LONGEST_MS);
  }
}

/** Waits, though no longer than until the connection is back or somebody looks at the page. */
const restFor = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const rested = new AbortController();
    const end = () => {
      clearTimeout(timer);
      rested.abort();
      resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener("online", end, rested);
    document.addEventListener("visibilitychange", end, rested);
    signal.addEventListener("abort", end, rested);
  });

/**
 * Server-sent events until the stream ends. What a page asks for itself goes before it, which an
 * EventSource cannot say.
 *
 * @throws where it cannot be opened or breaks off
 */
export async function* eventsAt(url: string, signal: AbortSignal): AsyncGenerator<StreamEvent> {
  const answer = await fetch(url, { signal, priority: "low", cache: "no-store" });
  if (!answer.ok || !answer.body) throw new NoStreamError(answer.status);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const [rest = "", ...whole] = (text + value).split("\n\n").reverse();
    text = rest;
    for (const block of whole.reverse()) {
      const event = eventIn(block);
      if (event) yield event;
    }
  }
}

/** Null of what only keeps the connection open. */
function eventIn(block: string): StreamEvent | null {
  const fields = new Map(
    block.split("\n").map((line) => {
      const [name = "", ...value] = line.split(":");
      return [name, value.join(":").trim()];
    }),
  );
  const name = fields.get("event");
  return name ? { name, data: fields.get("data") ?? "" } : null;
}
