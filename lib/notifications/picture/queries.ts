import { householdTimeZone } from "#lib/accounts/queries.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { AppError } from "#lib/errors.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { isLinkToken, linkToken } from "#lib/infra/link-token.ts";
import { timeWords } from "../message.ts";
import { pushTranslator } from "../translator.ts";

/** Longer than a push service keeps a message. */
const ADDRESS_LIFE_MS = 2 * 3_600_000;

/** What the picture of a notification shows. */
export type ToldPicture = {
  cropKey: string;
  /** Who, as the notification said it. */
  title: string;
  category: PersonCategory;
  categoryName: string;
  /** Camera and time. */
  place: string;
};

type Told = { id: string; accountId: string; visitId: string };

/**
 * The path of a decision's picture on our origin, for the browser that shows the notification: it has
 * no session to show, so the path is proof enough, for two hours. Null where there is no face to show.
 */
export async function pictureAddress(
  tx: Transaction,
  decision: Told,
  now: Date,
): Promise<string | null> {
  if (!(await faceOf(tx, decision))) return null;
  const token = linkToken(subjectOf(decision), new Date(now.getTime() + ADDRESS_LIFE_MS));
  return `/api/push/picture/${decision.id}?token=${token}`;
}

const subjectOf = ({ id, accountId }: Told) => ["picture", id, accountId];

/**
 * What to show at such an address. It is looked up anew: what was erased or hidden meanwhile, or whose
 * member is gone, is shown no more.
 *
 * @throws AppError unauthenticated for a token that does not hold; not-found where nothing is left
 */
export async function toldPicture(
  decisionId: string,
  token: string,
  now: Date,
): Promise<ToldPicture> {
  const decision = await db().notificationDecision.findUnique({
    where: { id: decisionId },
    include: { account: { include: { memberships: true } }, event: { include: { camera: true } } },
  });
  if (!decision || !isLinkToken(token, subjectOf(decision), now))
    throw new AppError("unauthenticated", "addressEnded");
  const { account, event, title, householdId } = decision;
  const isMember = account.memberships.some((each) => each.householdId === householdId);
  const face = isMember ? await faceOf(db(), decision) : null;
  if (!face?.cropKey) throw new AppError("not-found", "nothingToShow");
  const category = categoryOf(face);
  const reader = { ...account, timeZone: await householdTimeZone(householdId) };
  return {
    cropKey: face.cropKey,
    title,
    category,
    categoryName: pushTranslator(account.locale)(`category.${category}`),
    place: `${cameraName(event.camera)}, ${timeWords(event.occurredAt, reader)}`,
  };
}

const urgency: Record<PersonCategory, number> = { watchlist: 0, unknown: 1, familiar: 2 };

/** Of all whom the visit shows the one who matters most, as well as they were seen. */
async function faceOf(tx: Pick<Transaction, "face">, { visitId }: Told) {
  const faces = await tx.face.findMany({
    where: {
      event: { visitId },
      isFace: true,
      cropKey: { not: null },
      person: { forgottenAt: null, isHidden: false },
    },
    select: {
      cropKey: true,
      person: { select: { category: true } },
      suggestedPerson: { select: { category: true } },
    },
    orderBy: { quality: "desc" },
  });
  const [first] = faces.toSorted((a, b) => urgency[categoryOf(a)] - urgency[categoryOf(b)]);
  return first ?? null;
}

type Seen = {
  person: { category: PersonCategory };
  suggestedPerson: { category: PersonCategory } | null;
};

/** Somebody who is only probably on the watchlist is shown as such, as they are told of. */
const categoryOf = ({ person, suggestedPerson }: Seen): PersonCategory =>
  suggestedPerson?.category === "watchlist" ? "watchlist" : person.category;
