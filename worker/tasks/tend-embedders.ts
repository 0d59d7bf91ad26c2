import { tendEmbedders } from "#lib/models/commands.ts";
import type { Task } from "../task.ts";

/** Sees to it that every face is embedded by the sets that its household uses, and by no others. */
export const tendEmbeddersTask: Task<"tend-embedders"> = {
  run: (_, { now }) => tendEmbedders(now()),
  async buried() {
    // The next hour does it.
  },
};
