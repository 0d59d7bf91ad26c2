import type { Actor } from "#lib/accounts/types.ts";
import { entryOf } from "#lib/identity/queries.ts";
import { allNamesOf } from "#lib/identity/roots/queries.ts";
import { activeEntries } from "#lib/identity/state.ts";
import { db } from "#lib/infra/db.ts";
import { historySentence, historyTranslator, type NameOf, undoSentence } from "../history-words.ts";
import type { PersonDetail } from "../types.ts";

/**
 * What was done to a person, under whatever name, the newest first.
 *
 * @param length how many acts are told, undos counted; of the sightings only the first is one
 */
export async function historyOf(
  actor: Actor,
  personId: string,
  length: number,
): Promise<Pick<PersonDetail, "history" | "hasMoreHistory">> {
  const { householdId } = actor;
  const names = await allNamesOf(db(), householdId, personId);
  const mentioned = { householdId, personIds: { hasSome: names } };
  const [first, found] = await Promise.all([
    db().identityEntry.findFirst({ where: mentioned, orderBy: { sequence: "asc" } }),
    db().identityEntry.findMany({
      where: { ...mentioned, act: { not: "recognise" } },
      orderBy: { sequence: "desc" },
      take: length + 1,
    }),
  ]);
  const acts = found.slice(0, length);
  const hasMoreHistory = found.length > length;
  const rows = first?.act === "recognise" && !hasMoreHistory ? [...acts, first] : acts;
  const entries = rows.map((row) => entryOf({ ...row, detail: Object(row.detail) }));
  const active = activeEntries(entries.toReversed());
  const t = historyTranslator(actor.locale);
  const mentionedIds = rows.flatMap((row) => row.personIds);
  const nameById = await namesOf(actor, mentionedIds);
  const nameOf: NameOf = (id) =>
    nameById.get(id) ?? t(id === personId ? "thisPerson" : "somebodyElse");
  const accountName = await accountNames(rows.flatMap((row) => row.accountId ?? []));
  const history = entries.flatMap(({ id, accountId, at, act }) => {
    if (act.act === "undo") return [];
    return [
      {
        entryId: id,
        at: at.toISOString(),
        text: historySentence(act, nameOf, actor),
        by: accountId && (accountName.get(accountId) ?? t("hasLeft")),
        counts: active.has(id),
        undo: undoSentence(act, nameOf, actor) || null,
      },
    ];
  });
  return { history, hasMoreHistory };
}

async function namesOf(
  { householdId }: Actor,
  personIds: readonly string[],
): Promise<Map<string, string | null>> {
  const people = await db().person.findMany({
    where: { id: { in: [...new Set(personIds)] }, householdId },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}

/** Also of those who are no member any more: their account is left for that. */
async function accountNames(accountIds: readonly string[]): Promise<Map<string, string>> {
  const accounts = await db().account.findMany({
    where: { id: { in: [...new Set(accountIds)] } },
    select: { id: true, displayName: true },
  });
  return new Map(accounts.map(({ id, displayName }) => [id, displayName]));
}
