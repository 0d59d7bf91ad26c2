import { afterEach, expect, it, vi } from "vitest";
import { eventsAt, follow, type StreamEvent } from "./event-stream.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

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

/** Follows a stream that is answered by these statuses, the last of them for ever. */
function followed(...statuses: number[]) {
  vi.useFakeTimers();
  const [page, stop] = [new EventTarget(), new AbortController()];
  const askedAt: number[] = [];
  vi.stubGlobal("window", page);
  vi.stubGlobal("document", page);
  vi.stubGlobal("fetch", async () => {
    askedAt.push(Date.now() - startedAt);
    const [status = 503] = statuses.length > 1 ? statuses.splice(0, 1) : statuses;
    return new Response(status === 200 ? "event: build\ndata: a\n\n" : null, { status });
  });
  const startedAt = Date.now();
  const signedOut = vi.fn();
  const ended = follow("/api/live", stop.signal, () => undefined, signedOut);
  return { page, stop, askedAt, signedOut, ended };
}

it("asks ever more seldom for a stream that does not come, and soon again for one that came", async () => {
  const { stop, askedAt, ended } = followed(503, 503, 503, 200, 503);
  await vi.advanceTimersByTimeAsync(120_000);
  const seconds = [0, 2, 6, 14, 16, 20, 28, 44, 74, 104];
  expect(askedAt).toEqual(seconds.map((each) => each * 1_000));
  stop.abort();
  await ended;
  expect(vi.getTimerCount()).toBe(0);
});

it.each(["online", "visibilitychange"])("asks at once where the page hears %s", async (name) => {
  const { page, stop, askedAt, ended } = followed(503);
  await vi.advanceTimersByTimeAsync(20_000);
  const before = askedAt.length;
  page.dispatchEvent(new Event(name));
  await vi.advanceTimersByTimeAsync(0);
  expect(askedAt).toHaveLength(before + 1);
  stop.abort();
  await ended;
});

it("asks no more once nobody is signed in, and says so", async () => {
  const { askedAt, signedOut, ended } = followed(200, 401);
  await vi.advanceTimersByTimeAsync(60_000);
  await ended;
  expect(askedAt).toEqual([0, 2_000]);
  expect(signedOut).toHaveBeenCalledOnce();
});
