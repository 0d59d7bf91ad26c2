import type { AnswerFate } from "#lib/review/types.ts";
import type { SendAnswer } from "./send-answers.ts";

export const ANSWERS_ADDRESS = "/api/review/answers";
/** A connection that says nothing for so long is none. */
const PATIENCE_MS = 20_000;
/** Of any other status, as that nobody is signed in, the answer waits for the end. */
const REFUSALS = new Set([400, 403, 404, 409]);
const NOTHING = { names: [], hasNameless: false, hasNoFace: false, hasGone: false };

/** Sends an answer to Kith, or that it is taken back. */
export const sendAnswer: SendAnswer = ({ key, accountId, answer, isTakenBack }) =>
  isTakenBack ? sendTakenBack({ key, accountId }) : tell("POST", { key, accountId, answer });

/** Takes an answer back of which this device may know no more. @returns as `sendAnswer` */
export const sendTakenBack = (given: { key: string; accountId: string }) => tell("DELETE", given);

async function tell(method: "POST" | "DELETE", what: object): Promise<AnswerFate | null> {
  const response = await fetch(ANSWERS_ADDRESS, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(what),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => null);
  const body = await response?.json().catch(() => null);
  if (!response || !body) return null;
  if (response.ok) return body as AnswerFate;
  if (!REFUSALS.has(response.status)) return null;
  return { state: "refused", message: String(body.message), became: NOTHING };
}
