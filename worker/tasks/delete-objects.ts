import { keysInUse } from "#lib/clips/queries.ts";
import type { Task } from "../task.ts";

/** Removes what lies in the store in vain. What any row refers to stays. */
export const deleteObjects: Task<"delete-objects"> = {
  async run({ householdId, keys }, { store }) {
    const used = await keysInUse(householdId, keys);
    for (const key of keys) if (!used.has(key)) await store.delete(key);
  },
  async buried() {
    // It lies there until the household is erased; the log has the keys.
  },
};
