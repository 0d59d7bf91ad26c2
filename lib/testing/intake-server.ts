import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { receiveDelivery, verifyDelivery } from "#lib/ring/commands.ts";

/** The webhook endpoint without the web process around it. */
export async function startIntakeServer(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    buffer(request)
      .then(async (body) => {
        const signature = request.headers["x-signature"];
        const delivery = verifyDelivery(new Uint8Array(body), String(signature));
        await receiveDelivery(delivery, new Date());
        response.writeHead(202).end();
      })
      .catch(() => response.writeHead(503).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
