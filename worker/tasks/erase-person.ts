import { eraseAgainLater, eraseForgotten } from "#lib/erasure/people/commands.ts";
import { forgottenPerson } from "#lib/erasure/people/queries.ts";
import type { Task } from "../task.ts";

/** Erases whom the household wants forgotten: pictures, then faces, embeddings and names. */
export const erasePerson: Task<"erase-person"> = {
  async run({ personId }, { store, faceIndex, now }) {
    for (;;) {
      const forgotten = await forgottenPerson(personId, now());
      if (!forgotten) return;
      for (const key of forgotten.keys) await store.delete(key);
      faceIndex.forget(forgotten.householdId);
      if (await eraseForgotten(forgotten, now())) return;
    }
  },
  buried: ({ personId }, _, { now }) => eraseAgainLater(personId, now()),
};
