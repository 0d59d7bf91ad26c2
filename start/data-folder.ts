import { createHash } from "node:crypto";
import { mkdir, realpath, rm } from "node:fs/promises";
import { createConnection, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StartFailure } from "./failure.ts";

/** The kernel's limit for a socket's path is 104 bytes on macOS and 108 on Linux. */
const MAX_SOCKET_PATH = 100;

/**
 * Makes the data folder and claims it for this process: one Kith at a time. The claim is a socket
 * that we listen on, so it ends with the process, however that ends.
 *
 * @returns the folder's absolute path, and what gives the claim back.
 * @throws StartFailure when another Kith runs on it.
 */
export async function claimDataFolder(
  folder: string,
): Promise<{ dataDir: string; release: () => Promise<void> }> {
  await mkdir(join(folder, "logs"), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new StartFailure(`The data folder ${folder} cannot be made (${error.code}).`);
  });
  const dataDir = await realpath(folder);
  const socket = socketPath(dataDir);
  if (await isAnswered(socket)) {
    throw new StartFailure(
      `Kith already runs on ${dataDir}. End it there first, or give this one a folder of its own: DATA_DIR=other npm start`,
    );
  }
  await rm(socket, { force: true });
  const server = await listen(socket);
  return {
    dataDir,
    release: async () => {
      await new Promise((done) => server.close(done));
    },
  };
}

function socketPath(dataDir: string): string {
  const inside = join(dataDir, "kith.sock");
  if (Buffer.byteLength(inside) <= MAX_SOCKET_PATH) return inside;
  const digest = createHash("sha256").update(dataDir).digest("hex").slice(0, 32);
  return join(tmpdir(), `kith-${digest}.sock`);
}

function isAnswered(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(socket);
    connection.once("connect", () => {
      connection.destroy();
      resolve(true);
    });
    connection.once("error", () => resolve(false));
  });
}

function listen(socket: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((connection) => connection.destroy());
    server.once("error", reject);
    server.listen(socket, () => {
      server.unref();
      resolve(server);
    });
  });
}
