import type { Actor, InHousehold } from "#lib/accounts/types.ts";
import { bestPicture } from "#lib/faces/best-picture/queries.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { openProposals } from "#lib/proposals/queries.ts";
import { askedGroups, countAsked } from "./asked/queries.ts";
import { openNewcomers, withFaces } from "./newcomers/queries.ts";
import { type Cursor, GROUPS_EACH } from "./schema.ts";
import type { NamedPerson, ReviewLeft, ReviewPage } from "./types.ts";

/**
 * What the household is asked, from the cursor on: faces by whose they probably are, then who may be one
 * person, then who is seen often and has no name.
 *
 * @param most so many groups of faces, each of which may show a hundred
 */
export async function reviewQueue(
  actor: Actor,
  after: Cursor | null,
  most = GROUPS_EACH,
): Promise<ReviewPage> {
  const [groups, asked, proposals, newcomers] = await Promise.all([
    askedGroups(actor, after, most + 1),
    countAsked(actor),
    openProposals(actor),
    openNewcomers(actor),
  ]);
  const left = leftOf(asked, proposals.length + newcomers.length);
  const shown = groups.slice(0, most);
  const last = shown.at(-1);
  if (last && groups.length > shown.length)
    return { questions: shown, left, next: `${last.visitCount}_${last.personId}` };
  const same = proposals.map((proposal) => ({ kind: "same", ...proposal }) as const);
  return {
    questions: [...shown, ...same, ...(await withFaces(actor, newcomers))],
    left,
    next: null,
  };
}

/** What is left, for the navigation and the app's icon. */
export async function reviewLeft(household: InHousehold): Promise<ReviewLeft> {
  const [asked, proposals, newcomers] = await Promise.all([
    countAsked(household),
    openProposals(household),
    openNewcomers(household),
  ]);
  return leftOf(asked, proposals.length + newcomers.length);
}

const leftOf = (asked: ReviewLeft, others: number): ReviewLeft => ({
  ...asked,
  questions: asked.questions + others,
});

/** Everybody who has a name, in the order of the alphabet. */
export async function namedPeople({ householdId }: Actor): Promise<NamedPerson[]> {
  const rows = await db().$queryRaw<(Omit<NamedPerson, "cropUrl"> & { cropKey: string | null })[]>`
    select p.id as "personId", p.name, p.category::text as category, best.crop_key as "cropKey"
    from people p left join ${bestPicture} on true
    where p.household_id = ${householdId}::uuid and p.name is not null
      and p.forgotten_at is null and p.merged_into_id is null
    order by lower(p.name), p.id`;
  return rows.map(({ cropKey, ...person }) => ({
    ...person,
    cropUrl: cropKey && mediaUrl(cropKey),
  }));
}
