/** Stands for our own address, which a path alone cannot leave. */
const OWN = "http://own.invalid";

/** A path on our own pages, or "/" for anything that a browser would follow elsewhere. */
export function ownPath(given: string | string[] | undefined): string {
  if (typeof given !== "string" || !URL.canParse(given, OWN)) return "/";
  const { origin, pathname, search, hash } = new URL(given, OWN);
  // Read again: "/.//example.com" is a path here and another host's name once its dot is gone.
  const path = pathname + search + hash;
  return origin === OWN && new URL(path, OWN).origin === OWN ? path : "/";
}
