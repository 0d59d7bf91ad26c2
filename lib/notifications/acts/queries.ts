import type { Transaction } from "#lib/infra/db.ts";
import type { Person } from "#prisma/generated/client.ts";

/** The one person whom a visit shows; null where it shows nobody, or several. */
export async function soleVisitor(
  tx: Pick<Transaction, "face">,
  visitId: string,
): Promise<{ person: Person; isPerhapsWatched: boolean } | null> {
  const faces = await tx.face.findMany({
    where: {
      event: { visitId },
      isFace: true,
      person: { forgottenAt: null, isHidden: false },
    },
    select: { personId: true, person: true, suggestedPerson: true },
  });
  const [first] = faces;
  if (!first || faces.some(({ personId }) => personId !== first.personId)) return null;
  const isPerhapsWatched = faces.some(
    ({ person, suggestedPerson }) =>
      person.category === "watchlist" || suggestedPerson?.category === "watchlist",
  );
  return { person: first.person, isPerhapsWatched };
}
