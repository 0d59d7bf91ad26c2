/** How `send.ts` finds an emulator that runs. */
import path from "node:path";

/** Where it listens unless told otherwise. */
export const DEFAULT_API_PORT = 4310;
export const DEFAULT_MEDIA_PORT = 4311;

/** The file in which a running emulator leaves its address. */
export function addressFile(dataDir: string): string {
  return path.join(dataDir, "emulator.url");
}
