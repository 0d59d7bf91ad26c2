import type { Transaction } from "#lib/infra/db.ts";
import { countsSchema } from "../queries.ts";
import type { ErasedCounts, Erasure } from "../types.ts";

export const NOTHING: ErasedCounts = { clips: 0, events: 0, faces: 0, people: 0, files: 0 };

/** Adds to what a receipt counts, in the transaction that erases, so that the sum is right however often the job dies. */
export async function countOnReceipt(
  tx: Transaction,
  { id, householdId, subjectHash, cause }: Omit<Erasure, "of">,
  more: ErasedCounts,
  erasedAt: Date,
): Promise<void> {
  const receipt = await tx.deletionReceipt.findUnique({ where: { id } });
  const before = receipt ? countsSchema.parse(receipt.counts) : NOTHING;
  const counts = {
    clips: before.clips + more.clips,
    events: before.events + more.events,
    faces: before.faces + more.faces,
    people: before.people + more.people,
    files: before.files + more.files,
  };
  await tx.deletionReceipt.upsert({
    where: { id },
    update: { counts, erasedAt },
    create: { id, householdId, subjectHash, cause, counts, erasedAt },
  });
}
