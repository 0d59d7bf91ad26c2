import { afterEach, expect, it, vi } from "vitest";
import { eventsAt, type StreamEvent } from "./event-stream.ts";

afterEach(() => vi.unstubAllGlobals());

/** Answers with a stream that comes in these parts. */
function answerWith(parts: readonly string[], status = 200): void {
  const body = new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
  vi.stubGlobal("fetch", async () => new Response(body, { status }));
}

async function heard(): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of eventsAt("/api/live", new AbortController().signal)) events.push(event);
  return events;
}

it("tells each event once it is whole, and nothing of what keeps the connection open", async () => {
  answerWith([
    "retry: 2000\nevent: bu",
    "ild\ndata: a:b\n",
    "\n:\n\nevent: changed\ndata:\n\n",
    "event: ch",
  ]);
  expect(await heard()).toEqual([
    { name: "build", data: "a:b" },
    { name: "changed", data: "" },
  ]);
});

it("fails where Kith refuses the stream", async () => {
  answerWith([], 401);
  await expect(heard()).rejects.toThrow("401");
});
