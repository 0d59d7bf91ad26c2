import type { Transaction } from "#lib/infra/db.ts";

/** What a look at a face has found, beside whose it is. */
export type Finding = {
  readonly faceId: string;
  /** Fused cosine, -1..1, to whom the face is given or asked about; null where there was nobody. */
  readonly similarity: number | null;
  /** The set of embedders whose cosine that is. */
  readonly embedderSet: string;
  /** As JSON; null where nothing was compared. */
  readonly explanation: object | null;
};

/**
 * Keeps what an entry has found of its faces. What they were found by when they were first seen is in
 * their columns alone until then, and is kept, too.
 */
export async function keepFindings(
  tx: Transaction,
  householdId: string,
  entryId: string,
  findings: readonly Finding[],
): Promise<void> {
  const faceIds = findings.map(({ faceId }) => faceId);
  await tx.$executeRaw`
    insert into face_findings (face_id, entry_id, household_id, similarity, embedder_set, explanation)
    select f.id, e.id, f.household_id, f.similarity, f.embedder_set, f.explanation
    from faces f join identity_entries e on e.face_ids @> array[f.id] and e.act = 'recognise'
    where f.id = any(${faceIds}::uuid[]) and f.household_id = ${householdId}::uuid
    on conflict do nothing`;
  await tx.$executeRaw`
    insert into face_findings (face_id, entry_id, household_id, similarity, embedder_set, explanation)
    select found.face_id, ${entryId}::uuid, ${householdId}::uuid, found.similarity, found.embedder_set,
      found.explanation::jsonb
    from unnest(
      ${faceIds}::uuid[],
      ${findings.map(({ similarity }) => similarity)}::float8[],
      ${findings.map(({ embedderSet }) => embedderSet)}::text[],
      ${findings.map(({ explanation }) => explanation && JSON.stringify(explanation))}::text[]
    ) as found (face_id, similarity, embedder_set, explanation)`;
}

/** Writes into the faces' columns what the entries given have found of them. */
export async function projectFindings(
  tx: Transaction,
  foundBy: readonly { faceId: string; entryId: string }[],
): Promise<void> {
  await tx.$executeRaw`
    update faces f
    set similarity = found.similarity, embedder_set = found.embedder_set,
      explanation = found.explanation
    from unnest(
      ${foundBy.map(({ faceId }) => faceId)}::uuid[],
      ${foundBy.map(({ entryId }) => entryId)}::uuid[]
    ) as wanted (face_id, entry_id)
    join face_findings found using (face_id, entry_id)
    where f.id = found.face_id
      and (f.similarity, f.embedder_set, f.explanation)
        is distinct from (found.similarity, found.embedder_set, found.explanation)`;
}
