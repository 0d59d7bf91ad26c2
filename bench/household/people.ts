import { below, between, type Random } from "#e2e/storm/random.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { idAt } from "./ids.ts";

/** Somebody of the household's history. */
export type Visitor = {
  readonly id: string;
  readonly name: string | null;
  readonly category: PersonCategory;
  /** Whom Kith asks about at the face of this stranger. */
  readonly resembles: Visitor | null;
};

/** Everybody who ever comes. */
export type Cast = {
  /** Those with a name, the most frequent of each category first. */
  readonly familiar: readonly Visitor[];
  readonly watchlist: readonly Visitor[];
  readonly acquaintances: readonly Visitor[];
  /** In the order in which they first come. */
  readonly strangers: readonly Visitor[];
};

const FIRST_NAMES =
  "Anna Bert Chidi Diego Emil Fatima Goran Hana Ines Jonas Kofi Lena Mei Noor Olga Pavel Qiu Ravi Sofia Tomás".split(
    " ",
  );
const LAST_NAMES = "Ahrens Brandt Costa Dumont Eriksen Fischer Gupta".split(" ");

const FAMILIAR = 24;
const WATCHLIST = 12;
const ACQUAINTANCES = 84;
/** Every so many strangers one looks like somebody Familiar. */
const RESEMBLING = 10;

/** @param count of all people, at least 121 */
export function makeCast(count: number, fromMs: number, random: Random): Cast {
  const visitor = (rest: Omit<Visitor, "id">): Visitor => ({ id: idAt(fromMs, random), ...rest });
  const named = (category: PersonCategory, from: number, many: number) =>
    Array.from({ length: many }, (_, index) =>
      visitor({ name: nameOf(from + index), category, resembles: null }),
    );
  const familiar = named("familiar", 0, FAMILIAR);
  const watchlist = named("watchlist", FAMILIAR, WATCHLIST);
  const acquaintances = named("unknown", FAMILIAR + WATCHLIST, ACQUAINTANCES);
  const strangers = Array.from(
    { length: count - FAMILIAR - WATCHLIST - ACQUAINTANCES },
    (_, index) => {
      const isLike = index % RESEMBLING === 0;
      const resembles = isLike ? (familiar[below(random, FAMILIAR)] ?? null) : null;
      return visitor({ name: null, category: "unknown", resembles });
    },
  );
  return { familiar, watchlist, acquaintances, strangers };
}

export const everybodyIn = ({ familiar, watchlist, acquaintances, strangers }: Cast): Visitor[] => [
  ...familiar,
  ...watchlist,
  ...acquaintances,
  ...strangers,
];

function nameOf(index: number): string {
  const first = FIRST_NAMES[index % FIRST_NAMES.length];
  const last = LAST_NAMES[Math.floor(index / FIRST_NAMES.length) % LAST_NAMES.length];
  return `${first} ${last}`;
}

/** Of all faces: the household's own and their friends, who is watched for, postmen and the like. */
const SHARES = { familiar: 0.62, watchlist: 0.004, acquaintances: 0.146 };
/** Strangers who come at the same time of the household's history. */
const STRANGERS_AT_A_TIME = 150;

/** Who comes. @param progress of the household's history, 0..1 */
export function whoComes(cast: Cast, progress: number, random: Random): Visitor {
  const draw = random();
  const { familiar, watchlist, acquaintances } = cast;
  if (draw < SHARES.familiar) return frequentFirst(familiar, random);
  if (draw < SHARES.familiar + SHARES.watchlist) return frequentFirst(watchlist, random);
  if (draw < SHARES.familiar + SHARES.watchlist + SHARES.acquaintances)
    return frequentFirst(acquaintances, random);
  return strangerAt(cast, progress, random);
}

/** The first of all comes most. */
function frequentFirst(visitors: readonly Visitor[], random: Random): Visitor {
  return at(visitors, Math.floor(visitors.length * between(random, 0, 1) ** 2.5));
}

/** Strangers come for some months and then no more; some of the first come back at the end. */
function strangerAt({ strangers }: Cast, progress: number, random: Random): Visitor {
  const first = Math.floor(progress * strangers.length);
  return at(strangers, (first + below(random, STRANGERS_AT_A_TIME)) % strangers.length);
}

/** The strangers who come no more after that part of the household's history, 0..1. */
export const strangersUntil = ({ strangers }: Cast, progress: number): Visitor[] =>
  strangers.slice(STRANGERS_AT_A_TIME, Math.floor(progress * strangers.length));

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`There is nothing at ${index} of ${items.length}.`);
  return item;
}
