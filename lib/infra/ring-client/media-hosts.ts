/** Where a media redirect may lead. */

export interface MediaHostPolicy {
  /** Host names; `*` stands for part of one label. */
  mediaHostAllowlist: readonly string[];
  /** Emulator only: loopback hosts, over http too, on any port. */
  allowInsecureMedia: boolean;
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Whether an address is on this machine. */
export const isLoopback = ({ hostname }: URL) => LOOPBACK.has(hostname);

/** Whether a redirect may be followed: https on its standard port at a host of the list. */
export function mayFollow(url: URL, policy: MediaHostPolicy): boolean {
  if (url.username !== "" || url.password !== "") return false;
  if (policy.allowInsecureMedia && isLoopback(url)) {
    return url.protocol === "http:" || url.protocol === "https:";
  }
  if (url.protocol !== "https:" || url.port !== "") return false;
  return policy.mediaHostAllowlist.some((pattern) => matchesHost(pattern, url.hostname));
}

function matchesHost(pattern: string, hostname: string): boolean {
  const escaped = pattern.toLowerCase().replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", "[a-z0-9-]+")}$`).test(hostname);
}
