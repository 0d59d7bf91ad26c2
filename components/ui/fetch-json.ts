const OFFLINE = "Kith cannot be reached, so this may be out of date. Check that it is running.";

/** Fetches from our own API. @throws Error with a message for the person who sees it. */
export async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url, { headers: { accept: "application/json" } }).catch(() => {
    throw new Error(OFFLINE);
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  throw new Error(messageIn(body) ?? OFFLINE);
}

function messageIn(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("message" in body)) return null;
  return typeof body.message === "string" ? body.message : null;
}
