/** How the page of people can be sorted; the first unless somebody chooses. */
export const peopleOrders = ["last", "first", "name", "visits"] as const;

export type PeopleOrder = (typeof peopleOrders)[number];

/** The order of an address; of one that says none, or none that there is, the usual one. */
export const orderOf = (said: unknown): PeopleOrder =>
  peopleOrders.find((order) => order === said) ?? peopleOrders[0];

/** What people are put in order by. */
export type Standing = {
  readonly name: string | null;
  /** Null of those whom no camera has seen. */
  readonly firstSeenAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly visitCount: number;
};

/**
 * Compares two people: who was seen last before others, or who came first last, or by name, those without
 * one at the end, or who came most. Of equals whoever was seen last is first.
 */
export function byOrder(order: PeopleOrder, locale: string) {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const by: Record<PeopleOrder, (a: Standing, b: Standing) => number> = {
    last: (a, b) => newest(a.lastSeenAt, b.lastSeenAt),
    first: (a, b) => newest(a.firstSeenAt, b.firstSeenAt),
    name: (a, b) =>
      a.name !== null && b.name !== null
        ? compare(a.name, b.name)
        : Number(a.name === null) - Number(b.name === null),
    visits: (a, b) => b.visitCount - a.visitCount,
  };
  return (a: Standing, b: Standing): number => by[order](a, b) || by.last(a, b);
}

const newest = (a: Date | null, b: Date | null) => (b?.getTime() ?? 0) - (a?.getTime() ?? 0);
