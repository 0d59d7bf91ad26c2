import { StartFailure } from "./failure.ts";

/** The first release that runs TypeScript directly and is supported for years: the pinned one. */
const NODE_MAJOR = 24;

/** @throws StartFailure on another Node than the one that comes with the project. */
export function requireRuntime(version = process.versions.node): void {
  if (Number.parseInt(version, 10) >= NODE_MAJOR) return;
  throw new StartFailure(
    `This is Node ${version}, and Kith needs ${NODE_MAJOR}. Start it with "npm start", which uses the Node that "npm install" brought along.`,
  );
}
