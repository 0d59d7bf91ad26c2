import type { Transaction } from "#lib/infra/db.ts";
import { Prisma } from "#prisma/generated/client.ts";

/**
 * Takes out of what is kept of comparisons how alike these people were to others: to faces of theirs, and
 * to members. Nobody is compared with them any more. The household must be locked.
 */
export async function eraseComparisons(
  tx: Transaction,
  householdId: string,
  personIds: readonly string[],
): Promise<void> {
  const explanation = Prisma.sql`explanation || jsonb_build_object(
    'best', case when explanation->'best'->>'personId' <> all(${personIds}::text[])
      then explanation->'best' end,
    'runnerUp', case when explanation->'runnerUp'->>'personId' <> all(${personIds}::text[])
      then explanation->'runnerUp' end,
    'rejected', (
      select coalesce(jsonb_agg(each), '[]') from jsonb_array_elements(explanation->'rejected') each
      where each->>'personId' <> all(${personIds}::text[])))`;
  const mentionsThem = Prisma.sql`household_id = ${householdId}::uuid
    and jsonb_path_query_array(explanation, '$.*.personId') ?| ${personIds}::text[]`;
  await tx.$executeRaw`update faces set explanation = ${explanation} where ${mentionsThem}`;
  await tx.$executeRaw`update face_findings set explanation = ${explanation} where ${mentionsThem}`;
  await tx.$executeRaw`
    update household_calibrations set
      people = people - ${personIds}::text[],
      self_test = self_test || jsonb_build_object(
        'members', (self_test->'members') - ${personIds}::text[],
        'mistakes', (
          select coalesce(jsonb_agg(each), '[]') from jsonb_array_elements(self_test->'mistakes') each
          where each->>'personId' <> all(${personIds}::text[])
            and each->>'namedAs' <> all(${personIds}::text[]))),
      look_alikes = (
        select coalesce(jsonb_agg(each), '[]') from jsonb_array_elements(look_alikes) each
        where not (each->'personIds' ?| ${personIds}::text[]))
    where household_id = ${householdId}::uuid`;
}
