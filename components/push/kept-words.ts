/** Where the service worker (app/sw.js) finds what it says of a message that it cannot read, in the account's language. */
const CACHE = "kith-words";
const ADDRESS = "/kept-words";

/** Keeps the words on this device, where the browser can. `lang` as BCP 47. */
export async function keepWords(words: {
  title: string;
  body: string;
  lang: string;
}): Promise<void> {
  if (!("caches" in window)) return;
  await (await caches.open(CACHE)).put(ADDRESS, new Response(JSON.stringify(words)));
}
