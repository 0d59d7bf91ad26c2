import type { Actor } from "#lib/accounts/types.ts";
import { allNamesOf, entryOf } from "#lib/identity/queries.ts";
import { activeEntries } from "#lib/identity/state.ts";
import { db } from "#lib/infra/db.ts";
import { historySentence, historyTranslator, type NameOf, undoSentence } from "../history-words.ts";
import type { HistoryEntry } from "../types.ts";

/** Of what Kith itself has found, which may be much, the newest; the household's own acts are all shown. */
const SHOWN_OF_KITH = 200;

/** What was done to a person, under whatever name, the newest first. */
export async function historyOf(actor: Actor, personId: string): Promise<HistoryEntry[]> {
  const { householdId } = actor;
  const names = await allNamesOf(db(), personId);
  const mentioned = { householdId, personIds: { hasSome: names } };
  const [first, said, found] = await Promise.all([
    db().identityEntry.findFirst({ where: mentioned, orderBy: { sequence: "asc" } }),
    db().identityEntry.findMany({ where: { ...mentioned, accountId: { not: null } } }),
    db().identityEntry.findMany({
      where: { ...mentioned, accountId: null, act: { not: "recognise" } },
      orderBy: { sequence: "desc" },
      take: SHOWN_OF_KITH,
    }),
  ]);
  const acts = [...said, ...found].toSorted((a, b) => Number(b.sequence - a.sequence));
  const rows = first?.act === "recognise" ? [...acts, first] : acts;
  const entries = rows.map((row) => entryOf({ ...row, detail: Object(row.detail) }));
  const active = activeEntries(entries.toReversed());
  const t = historyTranslator(actor.locale);
  const mentionedIds = rows.flatMap((row) => row.personIds);
  const nameById = await namesOf(mentionedIds);
  const nameOf: NameOf = (id) =>
    nameById.get(id) ?? t(id === personId ? "thisPerson" : "somebodyElse");
  const memberName = await memberNaming(actor);
  return entries.flatMap(({ id, accountId, at, act }) => {
    if (act.act === "undo") return [];
    return [
      {
        entryId: id,
        at: at.toISOString(),
        text: historySentence(act, nameOf, actor),
        by: accountId && (memberName.get(accountId) ?? t("hasLeft")),
        counts: active.has(id),
        undo: undoSentence(act, nameOf, actor) || null,
      },
    ];
  });
}

async function namesOf(personIds: readonly string[]): Promise<Map<string, string | null>> {
  const people = await db().person.findMany({
    where: { id: { in: [...new Set(personIds)] } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}

async function memberNaming({ householdId }: Actor): Promise<Map<string, string>> {
  const members = await db().membership.findMany({
    where: { householdId },
    include: { account: true },
  });
  return new Map(members.map(({ account }) => [account.id, account.displayName]));
}
