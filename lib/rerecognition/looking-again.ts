import { type Apart, barredFrom } from "#lib/faces/clusters/clustering.ts";
import type { EnrolledPerson } from "#lib/faces/identification/enrolment.ts";
import type { IdentificationThresholds } from "#lib/faces/identification/thresholds.ts";
import type { Lighting } from "#lib/faces/shots/lighting.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import {
  lookAgainAtNamed,
  lookAgainAtStranger,
  type Move,
  type StoredFace,
} from "./second-look.ts";

/** A face that may move. */
export type MovableFace = Omit<StoredFace, "vector"> & {
  /** Null where nothing is left to compare: the face was trimmed. */
  readonly vector: UnitVector | null;
  readonly lighting: Lighting;
  /** Whether its person has a name or a category. */
  readonly isRegistered: boolean;
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
export function lookAgain({ faces, ...known }: KnownHousehold): Move[] {
  const compared = faces.flatMap((face) => (face.vector ? [{ ...face, vector: face.vector }] : []));
  const found = (["day", "infrared"] as const).flatMap((lighting) =>
    lookAgainIn(
      lighting,
      compared.filter((face) => face.lighting === lighting),
      known,
    ),
  );
  const moves = withoutRivals(found, known.apart);
  return [...moves, ...followers(faces, moves)];
}

/** Of two who must not become one only the one who is more like somebody becomes that person. */
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

/** In one light for itself: how somebody looks by day says little of infrared. */
function lookAgainIn(
  lighting: Lighting,
  faces: readonly (MovableFace & StoredFace)[],
  { people, apart, ...known }: Omit<KnownHousehold, "faces">,
): Move[] {
  const thresholds = known.thresholds[lighting];
  const denied = new Set(
    people.filter(({ rejected }) => rejected.length > 0).map(({ personId }) => personId),
  );
  const strangers = faces.filter(({ isRegistered }) => !isRegistered);
  const byStranger = Map.groupBy(strangers, ({ place }) => place.personId);
  const doubtful = faces.filter(
    ({ isRegistered, place }) => isRegistered && denied.has(place.personId),
  );
  return [
    ...[...byStranger].flatMap(([strangerId, own]) => {
      const barred = barredFrom(apart, [strangerId]);
      const candidates = people.filter(({ personId }) => !barred.has(personId));
      return lookAgainAtStranger(own, { people: candidates, thresholds });
    }),
    ...doubtful.flatMap((face) => lookAgainAtNamed(face, { people, thresholds })),
  ];
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
