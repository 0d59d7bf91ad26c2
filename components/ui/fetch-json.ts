const OFFLINE = "Kith cannot be reached, so this may be out of date. Check that it is running.";

/** What was asked for has been deleted, or never was. */
export class NotThereError extends Error {
  override readonly name = "NotThereError";
}

/**
 * Fetches from our own API.
 *
 * @throws Error with a message for the person who sees it; NotThereError for what is not there.
 */
export async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url, { headers: { accept: "application/json" } }).catch(() => {
    throw new Error(OFFLINE);
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const message = messageIn(body) ?? OFFLINE;
  throw response.status === 404 ? new NotThereError(message) : new Error(message);
}

function messageIn(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("message" in body)) return null;
  return typeof body.message === "string" ? body.message : null;
}
