/** An event of a stream. */
export type StreamEvent = { name: string; data: string };

/** The stream could not be opened. */
class NoStreamError extends Error {
  override readonly name = "NoStreamError";
}

/**
 * Server-sent events until the stream ends. What a page asks for itself goes before it, which an
 * EventSource cannot say.
 *
 * @throws where it cannot be opened or breaks off
 */
export async function* eventsAt(url: string, signal: AbortSignal): AsyncGenerator<StreamEvent> {
  const answer = await fetch(url, { signal, priority: "low", cache: "no-store" });
  if (!answer.ok || !answer.body) throw new NoStreamError(String(answer.status));
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
