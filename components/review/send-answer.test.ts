import { afterEach, expect, it, vi } from "vitest";
import { sendAnswer } from "./send-answer.ts";
import type { WaitingAnswer } from "./waiting-answer.ts";

afterEach(() => vi.unstubAllGlobals());

const WAITING: WaitingAnswer = {
  ...{ key: "k", accountId: "me", givenAt: "2026-11-23T12:00:00Z", words: "" },
  answer: { kind: "same", proposalId: "p", isSame: true },
  ...{ wasSent: true, isTakenBack: false, refusal: null },
};

const told = async (answer: Response | Error) => {
  const fetching = vi.fn(async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
  vi.stubGlobal("fetch", fetching);
  return await sendAnswer(WAITING);
};
const json = (body: unknown, status: number) => Response.json(body, { status });

it.each([
  ["there is no connection", () => new TypeError("no connection")],
  ["nobody is signed in", () => json({ message: "Sign in." }, 401)],
  ["Kith is too busy", () => json({ message: "Wait." }, 429)],
  ["Kith failed", () => json({ message: "A bug." }, 500)],
  ["a proxy answers instead", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
  ["a hotel's network answers instead", () => new Response("<h1>Log in</h1>")],
])("an answer waits while %s", async (_, answer) => {
  expect(await told(answer())).toBeNull();
});

it("an answer that Kith refuses does not wait", async () => {
  expect(await told(json({ message: "Too late." }, 409))).toMatchObject({
    ...{ state: "refused", message: "Too late." },
  });
});
