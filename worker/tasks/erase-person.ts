import {
  eraseAgainLater,
  eraseFaces,
  eraseForgotten,
  eraseNames,
} from "#lib/erasure/people/commands.ts";
import { facesToErase, forgottenPerson } from "#lib/erasure/people/queries.ts";
import type { Task } from "../task.ts";

/** Erases whom the household wants forgotten: [Note: Forgetting piece by piece] in lib/erasure/people. */
export const erasePerson: Task<"erase-person"> = {
  async run({ personId }, { store, faceIndex, now, signal }) {
    const forgotten = await forgottenPerson(personId, now());
    if (!forgotten) return;
    await eraseNames(forgotten);
    do {
      for (;;) {
        signal.throwIfAborted();
        const faces = await facesToErase(personId, now());
        if (faces.length === 0) break;
        const keys = faces.flatMap((face) => face.keys);
        await Promise.all(keys.map((key) => store.delete(key)));
        await eraseFaces(forgotten, faces, now());
      }
      faceIndex.forget(forgotten.householdId);
    } while (!(await eraseForgotten(forgotten, now())));
  },
  buried: ({ personId }, _, { now }) => eraseAgainLater(personId, now()),
};
