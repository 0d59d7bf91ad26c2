/**
 * How long the pages keep a silent connection open, in ms. Longer than any proxy in front of them and
 * than most senders: whoever closes first must be the one who sends, or a request meets a closing door.
 */
const KEEP_ALIVE_MS = 75_000;

/** The script that serves the built pages, with its arguments. */
export const pagesScript = (port: number): [script: string, ...args: string[]] => [
  ...(["node_modules/next/dist/bin/next", "start", "-p", String(port)] as const),
  ...["--keepAliveTimeout", String(KEEP_ALIVE_MS)],
];
