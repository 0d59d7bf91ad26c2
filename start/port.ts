import { createServer } from "node:net";
import { StartFailure } from "./failure.ts";

/** Listens for a moment. @param port 0 for any @returns the port, or undefined when it is in use */
function tryPort(port: number, host?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host }, () => {
      const address = server.address();
      const bound = typeof address === "object" ? address?.port : undefined;
      server.close(() => resolve(bound));
    });
  });
}

/** A port of 127.0.0.1 that nobody uses now. */
export async function freePort(): Promise<number> {
  const port = await tryPort(0, "127.0.0.1");
  if (port === undefined) throw new StartFailure("No port of 127.0.0.1 is free.");
  return port;
}

/** @throws StartFailure when somebody listens on `port`, or we may not. */
export async function requireFreePort(port: number): Promise<void> {
  const bound = await tryPort(port).catch((error: NodeJS.ErrnoException) => {
    throw new StartFailure(
      `Port ${port} cannot be used (${error.code}). Choose another: PORT=3001 npm start`,
    );
  });
  if (bound !== undefined) return;
  throw new StartFailure(
    `Port ${port} is in use by another program. End that program, or choose another port: PORT=${port + 1} npm start`,
  );
}
