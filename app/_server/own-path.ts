/** A path on our own pages, or "/" for anything that would lead elsewhere. */
export function ownPath(given: string | string[] | undefined): string {
  // A second slash or a backslash makes browsers read another host's name.
  return typeof given === "string" && /^\/(?![/\\])/.test(given) ? given : "/";
}
