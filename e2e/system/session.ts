import type { System } from "#e2e/system.ts";

/** Signs the owner in as the form does. @returns the Cookie header of the session */
export async function signIn({ baseUrl, email, password }: System): Promise<string> {
  const page = await fetch(`${baseUrl}/api/auth/csrf`);
  const { csrfToken } = (await page.json()) as { csrfToken: string };
  const answer = await fetch(`${baseUrl}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookiesOf(page) },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const cookie = cookiesOf(answer);
  if (!cookie.includes("session-token")) throw new Error(`Not signed in: ${answer.status}`);
  return cookie;
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** A page that stays open and counts how often it is told to look again. */
export type OpenPage = { changes: () => number; close: () => void };

/** Opens the stream of changes that every page listens to. */
export async function openPage(system: System): Promise<OpenPage> {
  const closing = new AbortController();
  const answer = await fetch(`${system.baseUrl}/api/live`, {
    headers: { cookie: await signIn(system) },
    signal: closing.signal,
  });
  if (!answer.ok || !answer.body) throw new Error(`No stream of changes: ${answer.status}`);
  let heard = "";
  const reading = (async () => {
    for await (const part of answer.body ?? []) heard += Buffer.from(part).toString();
  })();
  reading.catch(() => undefined);
  return {
    changes: () => heard.split("event: changed").length - 1,
    close: () => closing.abort(),
  };
}
