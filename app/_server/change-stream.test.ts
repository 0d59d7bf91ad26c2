import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { changeStream } from "./change-stream.ts";

/** A household whose changes are told by hand; subscribing ends when `subscribed` is called. */
function household() {
  const listeners = new Set<() => void>();
  const gate = Promise.withResolvers<void>();
  return {
    listeners,
    change: () => {
      for (const listener of listeners) listener();
    },
    subscribed: gate.resolve,
    refused: gate.reject,
    subscribe: async (onChange: () => void) => {
      listeners.add(onChange);
      await gate.promise;
      return () => void listeners.delete(onChange);
    },
  };
}

const open = (home: ReturnType<typeof household>, signal = new AbortController().signal) =>
  changeStream("v1", home.subscribe, signal);

describe("a page's stream of changes", () => {
  it("tells of every change until the page is left", async () => {
    const home = household();
    const page = new AbortController();
    const told = text(open(home, page.signal));
    home.subscribed();
    await new Promise(setImmediate);
    home.change();
    page.abort();
    expect(await told).toBe("event: build\ndata: v1\n\nevent: changed\ndata:\n\n");
    expect(home.listeners.size).toBe(0);
  });

  it("forgets a page that is left before the stream has begun", async () => {
    const home = household();
    const page = new AbortController();
    const stream = open(home, page.signal);
    await stream.cancel();
    page.abort();
    expect(home.change).not.toThrow();
    home.subscribed();
    await new Promise(setImmediate);
    expect(home.listeners.size).toBe(0);
  });

  it("lets go without an error of a page that is left", async () => {
    const home = household();
    const stream = open(home);
    home.subscribed();
    await new Promise(setImmediate);
    await expect(stream.cancel()).resolves.toBeUndefined();
    expect(home.listeners.size).toBe(0);
  });

  it("fails where changes cannot be heard, so that the browser asks again", async () => {
    const home = household();
    const told = text(open(home));
    home.refused(new Error("no database"));
    await expect(told).rejects.toThrow("no database");
  });
});
