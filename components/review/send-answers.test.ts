import { describe, expect, it } from "vitest";
import type { AnswerFate } from "#lib/review/types.ts";
import { memoryStore } from "./answer-store.ts";
import { type SendAnswer, sendAnswers } from "./send-answers.ts";
import { takenBack, type WaitingAnswer } from "./waiting-answer.ts";

const NOW = new Date("2026-11-23T12:00:00Z");
const DONE: AnswerFate = { state: "done", answered: 1, missed: 0, became: null };

const waiting = (key: string, overrides: Partial<WaitingAnswer> = {}): WaitingAnswer => ({
  ...{ key, accountId: "me", givenAt: NOW.toISOString(), words: key },
  answer: { kind: "same", proposalId: key, isSame: true },
  ...{ wasSent: false, isTakenBack: false, refusal: null },
  ...overrides,
});

async function queue(...answers: WaitingAnswer[]) {
  const store = memoryStore();
  for (const each of answers) await store.change(each.key, () => each);
  const sent: string[] = [];
  const send = (fate: SendAnswer) =>
    sendAnswers(
      store,
      "me",
      async (each) => {
        sent.push(each.isTakenBack ? `not ${each.key}` : each.key);
        return await fate(each);
      },
      () => NOW,
    );
  const left = async () => (await store.all()).map(({ key }) => key);
  return { store, send, sent, left };
}

describe("answers that wait", () => {
  it("are sent in the order in which they were given, and are gone once they were done", async () => {
    const { send, sent, left } = await queue(waiting("a"), waiting("b"), waiting("c"));
    expect([...(await send(async () => DONE)).keys()]).toEqual(["a", "b", "c"]);
    expect(sent).toEqual(["a", "b", "c"]);
    expect(await left()).toEqual([]);
  });

  it("stay, and none is sent before another one, while Kith says nothing", async () => {
    const { send, sent, left } = await queue(waiting("a"), waiting("b"));
    await send(async ({ key }) => (key === "a" ? null : DONE));
    expect(sent).toEqual(["a"]);
    expect(await left()).toEqual(["a", "b"]);
    await send(async () => DONE);
    expect(sent).toEqual(["a", "a", "b"]);
  });

  it("stay with the reason where they were refused, and the next ones go on", async () => {
    const { store, send, left } = await queue(waiting("a"), waiting("b"));
    const became = { names: ["Bert"], hasNameless: false, hasNoFace: false, hasGone: false };
    const refused: AnswerFate = { state: "refused", message: "Too late.", became };
    await send(async ({ key }) => (key === "a" ? refused : DONE));
    expect(await store.all()).toMatchObject([
      { key: "a", refusal: { message: "Too late.", became } },
    ]);
    await send(async () => DONE);
    expect(await left()).toEqual(["a"]);
  });

  it("are sent by nobody but whose they are", async () => {
    const { send, sent, left } = await queue(waiting("a", { accountId: "somebody else" }));
    await send(async () => DONE);
    expect(sent).toEqual([]);
    expect(await left()).toEqual(["a"]);
  });

  it("are not sent once Kith may have forgotten their keys", async () => {
    const { store, send, sent } = await queue(waiting("a", { givenAt: "2026-10-20T12:00:00Z" }));
    await send(async () => DONE);
    expect(sent).toEqual([]);
    expect(await store.all()).toMatchObject([{ refusal: { message: null } }]);
  });
});

describe("an answer that is taken back", () => {
  it("before it was sent is gone, and is never sent", async () => {
    const { store, send, sent } = await queue(waiting("a"));
    await store.change("a", (kept) => (kept ? takenBack(kept) : null));
    await send(async () => DONE);
    expect(sent).toEqual([]);
  });

  it("after it was sent without an answer is taken back by its key", async () => {
    const { store, send, sent, left } = await queue(waiting("a"));
    await send(async () => null);
    await store.change("a", (kept) => (kept ? takenBack(kept) : null));
    await send(async () => ({ state: "taken-back" }));
    expect(sent).toEqual(["a", "not a"]);
    expect(await left()).toEqual([]);
  });

  it("while it is on its way is taken back next", async () => {
    const { store, send, sent, left } = await queue(waiting("a"));
    await send(async (each) => {
      if (each.isTakenBack) return { state: "taken-back" };
      await store.change("a", (kept) => (kept ? takenBack(kept) : null));
      return DONE;
    });
    expect(sent).toEqual(["a", "not a"]);
    expect(await left()).toEqual([]);
  });
});
