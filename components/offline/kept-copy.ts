import { KEPT_AT } from "#components/ui/connection.ts";

/**
 * [Note: The kept copy] What this device can show without a connection lies in one cache of the browser's
 * that is named after whose it is. Pages write it; `app/sw.js` reads it when Kith does not answer, and
 * deletes it once it is two weeks old. It is replaced as a whole: what Kith no longer tells is not there
 * any more, nor are its pictures.
 */
const PREFIX = "kith-kept-";

/** The visits of the last days, and what the review asks: what is kept of Kith's answers. */
export const KEPT_VISITS = "/api/visits?limit=100";
export const KEPT_QUEUE = "/api/review";
export const KEPT_NAMES = "/api/review/names";
const ANSWERS = [KEPT_VISITS, KEPT_QUEUE, KEPT_NAMES, "/api/review/left"];
/** A stretch of the review that is longer than those of its pages is kept in place of the first one. */
const LONG_QUEUE = `${KEPT_QUEUE}?groups=25`;
/** The page that shows them, whatever page was asked for. */
const SHELL = "/offline";

const MAX_PICTURES = 500;
const MAX_PICTURE_BYTES = 20_000_000;

/** Fetches the copy anew. @param owner whose it is: nobody else's is kept beside it */
export async function keepCopy(owner: string): Promise<void> {
  if (!("caches" in window)) return;
  const name = PREFIX + owner;
  await forgetCopies((each) => each !== name);
  const cache = await caches.open(name);
  const bodies = await Promise.all(
    ANSWERS.map((address) => keep(cache, address, address === KEPT_QUEUE ? LONG_QUEUE : address)),
  );
  const shell = await fetchKept(SHELL);
  const files = [...filesIn(shell.body), ...fontsLoaded()];
  await addMissing(cache, files, Number.POSITIVE_INFINITY);
  // Last of all: where it is, it can be shown.
  await cache.put(SHELL, shell.answer);
  const pictures = bodies.flatMap(picturesIn).slice(0, MAX_PICTURES);
  const wanted = new Set([...files, ...pictures]);
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url);
    if (![...ANSWERS, SHELL].includes(pathname + search) && !wanted.has(pathname))
      await cache.delete(request);
  }
  await addMissing(cache, pictures, MAX_PICTURE_BYTES);
}

/** Deletes what is kept: of everybody, or of whom `isMeant` says. */
export async function forgetCopies(isMeant: (name: string) => boolean = () => true): Promise<void> {
  if (!("caches" in window)) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && isMeant(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** What came is not Kith's own answer to whoever is signed in. */
class NotToBeKeptError extends Error {
  override readonly name = "NotToBeKeptError";
}

/** Keeps under an address what comes from another. */
async function keep(cache: Cache, address: string, source: string): Promise<string> {
  const { answer, body } = await fetchKept(source);
  await cache.put(address, answer);
  return body;
}

/** Kith's own answer, with when it was given. */
async function fetchKept(address: string): Promise<{ answer: Response; body: string }> {
  const given = await fetch(address);
  if (!given.ok || given.redirected || given.headers.has(KEPT_AT))
    throw new NotToBeKeptError(address);
  const headers = new Headers(given.headers);
  // The body was unpacked on the way.
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set(KEPT_AT, new Date().toISOString());
  const body = await given.text();
  return { answer: new Response(body, { headers }), body };
}

/** Adds what is not there yet, the first ones first; what does not fit into so many bytes goes. */
async function addMissing(cache: Cache, addresses: readonly string[], maxBytes: number) {
  let bytes = 0;
  for (const address of addresses) {
    const kept = (await cache.match(address)) ?? (await add(cache, address));
    bytes += Number(kept?.headers.get("content-length") ?? 0);
    if (bytes > maxBytes) await cache.delete(address);
  }
}

async function add(cache: Cache, address: string): Promise<Response | undefined> {
  const answer = await fetch(address);
  if (!answer.ok) return undefined;
  await cache.put(address, answer.clone());
  return answer;
}

const unique = (found: Iterable<RegExpExecArray>) => [...new Set([...found].map(([each]) => each))];

/** The scripts and styles that a page names. */
export const filesIn = (html: string): string[] =>
  unique(html.matchAll(/\/_next\/static\/[\w./~%-]+/g));

/** The face pictures that an answer names. */
export const picturesIn = (json: string): string[] =>
  unique(json.matchAll(/\/api\/media\/[\w./=-]+\.(?:jpe?g|png|webp)/g));

/** The fonts that this page has loaded, which only the styles name. */
const fontsLoaded = (): string[] =>
  performance.getEntriesByType("resource").flatMap(({ name }) => {
    const { origin, pathname } = new URL(name);
    return origin === location.origin && pathname.startsWith("/_next/static/media/")
      ? [pathname]
      : [];
  });
