import { setImmediate } from "node:timers/promises";
import { type Apart, barredFrom } from "#lib/faces/clusters/clustering.ts";
import { type EnrolledPerson, enrol } from "#lib/faces/identification/enrolment.ts";
import type { IdentificationThresholds } from "#lib/faces/identification/thresholds.ts";
import type { Lighting } from "#lib/faces/shots/lighting.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { lookAgainAtNamed, lookAgainAtStranger, type Move, type NamedFace } from "./second-look.ts";

/** A face that may move. */
export type MovableFace = Omit<NamedFace, "vector"> & {
  /** Null where nothing is left to compare: the face was trimmed. */
  readonly vector: UnitVector | null;
  readonly lighting: Lighting;
  /** Whether its person has a name or a category. */
  readonly isRegistered: boolean;
  /** The other people who were seen at the same moment. */
  readonly seenWith: readonly string[];
  /** From whom Kith has taken it since the household last said anything of them. */
  readonly takenFrom: readonly string[];
};

/** What is known of a household when it is looked at again. */
export type KnownHousehold = {
  readonly faces: readonly MovableFace[];
  /** Who has a name or a category. */
  readonly people: readonly EnrolledPerson[];
  readonly apart: readonly Apart[];
  readonly thresholds: Readonly<Record<Lighting, IdentificationThresholds>>;
};

/** Which of a household's faces belong elsewhere by what is known now. */
export async function lookAgain({ faces, ...known }: KnownHousehold): Promise<Move[]> {
  const compared = faces.flatMap((face) => (face.vector ? [{ ...face, vector: face.vector }] : []));
  const named = compared.filter(({ isRegistered }) => isRegistered);
  const strangers = compared.filter(({ isRegistered }) => !isRegistered);
  const looks = [...looksAtStrangers(strangers, known), ...looksAtNamed(named, known)];
  const moves = withoutRivals(withoutReturns(await inTurn(looks), faces), known.apart);
  return [...moves, ...followers(faces, moves)];
}

type Look = () => Move[];

/** Looks of one go: others of this process go on in between. */
const AT_ONCE = 100;

async function inTurn(looks: readonly Look[]): Promise<Move[]> {
  const found: Move[] = [];
  for (const [index, look] of looks.entries()) {
    if (index % AT_ONCE === 0) await setImmediate();
    found.push(...look());
  }
  return found;
}

/**
 * From whom a face was taken, to them it goes back by the household's word alone: faces that bear each
 * other out in one place and not in the other would else go to and fro for ever.
 */
function withoutReturns(moves: readonly Move[], faces: readonly MovableFace[]): Move[] {
  const takenFrom = new Map(faces.map((face) => [face.faceId, face.takenFrom]));
  const isReturn = ({ faceId, to }: Move) =>
    to.match === "named" && to.personId !== null && takenFrom.get(faceId)?.includes(to.personId);
  return moves.filter((move) => !isReturn(move));
}

/**
 * Of two who must not become one only the one who is more like somebody becomes that person. The other's
 * faces wait for the next look, which knows who of them was seen beside that person.
 */
function withoutRivals(moves: readonly Move[], apart: readonly Apart[]): Move[] {
  const named = moves.filter(({ to }) => to.match === "named");
  const refused = new Set<Move>();
  for (const rivals of Map.groupBy(named, ({ to }) => to.personId).values()) {
    const barred = new Set<string>();
    for (const move of rivals.toSorted((a, b) => (b.similarity ?? -1) - (a.similarity ?? -1))) {
      const { personId } = move.from;
      if (barred.has(personId)) refused.add(move);
      else for (const rival of barredFrom(apart, [personId])) barred.add(rival);
    }
  }
  return moves.filter((move) => !refused.has(move));
}

type ComparedFace = MovableFace & NamedFace;
type Known = Omit<KnownHousehold, "faces">;

/** In each light for itself: how somebody looks by day says little of infrared. */
function looksAtStrangers(
  strangers: readonly ComparedFace[],
  { people, apart, thresholds }: Known,
): Look[] {
  const groups = Map.groupBy(strangers, ({ lighting, place }) => lighting + place.personId);
  return [...groups.values()].map((own) => () => {
    const [{ lighting, place }] = own as [ComparedFace];
    const barred = barredFrom(apart, [place.personId]);
    const candidates = people.filter(({ personId }) => !barred.has(personId));
    return lookAgainAtStranger(own, { people: candidates, thresholds: thresholds[lighting] });
  });
}

function looksAtNamed(
  named: readonly ComparedFace[],
  { people, thresholds }: Pick<Known, "people" | "thresholds">,
): Look[] {
  const byWord = byWordAlone(people, named);
  return named.map((face) => () => {
    const canBe = ({ personId }: EnrolledPerson) => !face.seenWith.includes(personId);
    return lookAgainAtNamed(face, {
      people: people.filter(canBe),
      byWord: byWord.filter(canBe),
      thresholds: thresholds[face.lighting],
    });
  });
}

/** The people by the faces that Kith has not named by itself; who has no such, by all. */
function byWordAlone(
  people: readonly EnrolledPerson[],
  named: readonly MovableFace[],
): EnrolledPerson[] {
  const byKith = new Set(named.map(({ faceId }) => faceId));
  return people.map((person) => {
    const faces = person.faces.filter(({ faceId }) => !byKith.has(faceId));
    const isSame = faces.length === 0 || faces.length === person.faces.length;
    return isSame ? person : enrol({ ...person, faces });
  });
}

/** The trimmed faces of strangers all of whose other faces are found to be one person's. */
function followers(faces: readonly MovableFace[], moves: readonly Move[]): Move[] {
  const moveByFace = new Map(moves.map((move) => [move.faceId, move]));
  const strangers = faces.filter(({ isRegistered }) => !isRegistered);
  const byStranger = Map.groupBy(strangers, ({ place }) => place.personId);
  return [...byStranger.values()].flatMap((own) => {
    const goals = own
      .filter(({ vector }) => vector)
      .map(({ faceId }) => moveByFace.get(faceId)?.to);
    const [goal] = goals;
    const isOne = goals.every((to) => to?.match === "named" && to.personId === goal?.personId);
    if (!goal || !isOne) return [];
    return own
      .filter(({ vector }) => !vector)
      .map(({ faceId, place: from }) => ({
        ...{ faceId, from, to: goal },
        ...{ similarity: null, explanation: null },
      }));
  });
}
