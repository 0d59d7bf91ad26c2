import { reportLostKeys, resealEmbeddings } from "#lib/faces/embeddings/commands.ts";
import type { Task } from "../task.ts";

/** Has every stored embedding encrypted with the current key. */
export const sealEmbeddings: Task<"seal-embeddings"> = {
  async run(_, { signal }) {
    while ((await resealEmbeddings()) > 0) signal.throwIfAborted();
    await reportLostKeys();
  },
  async buried() {
    // The next hour does it.
  },
};
