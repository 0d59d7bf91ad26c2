import { noteAnswer, noteSilence } from "./connection.ts";

/** What was asked for has been deleted, or never was. */
export class NotThereError extends Error {
  override readonly name = "NotThereError";
}

/** Nothing came back that Kith would answer: the connection or Kith is down. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/**
 * Fetches from our own API.
 *
 * @throws Error with a message for the person who sees it; NotThereError for what is not there;
 * UnreachableError, for which `FetchProblem` has the words.
 */
export async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url, { headers: { accept: "application/json" } }).catch(() => {
    noteSilence();
    throw new UnreachableError();
  });
  noteAnswer(response);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const message = messageIn(body);
  if (message === null) throw new UnreachableError();
  throw response.status === 404 ? new NotThereError(message) : new Error(message);
}

/** What Kith says of what it did not do; `otherwise` where it says nothing. */
export async function complaintIn(answer: Response | null, otherwise: string): Promise<string> {
  return messageIn(await answer?.json().catch(() => null)) ?? otherwise;
}

function messageIn(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("message" in body)) return null;
  return typeof body.message === "string" ? body.message : null;
}
