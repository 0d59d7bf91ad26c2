import { expect, it } from "vitest";
import { enrol } from "#lib/faces/identification/enrolment.ts";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import { normalise } from "#lib/faces/similarity.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { normalDraws } from "#lib/testing/synthetic-faces.ts";
import { lookAgain, type MovableFace } from "./looking-again.ts";

type Face = MovableFace & {
  readonly vector: UnitVector;
  /** By the household: it stays. */
  readonly isSaid: boolean;
  readonly similarity: number | null;
};

type Person = { readonly personId: string; readonly rejected: readonly UnitVector[] };

/** So few that most looks resemble somebody's. */
const DIMENSIONS = 12;

/** Up to four people who resemble each other, and up to five strangers who resemble them. */
function aHousehold(seed: number): { people: Person[]; faces: Face[] } {
  // From small seeds it draws alike at first.
  const draw = normalDraws(seed * 7919);
  const share = () => Math.min(1, Math.abs(draw()) / 2);
  const count = (most: number) => 1 + Math.floor(share() * most);
  const looks = () => normalise(Float32Array.from({ length: DIMENSIONS }, draw));
  const between = (a: UnitVector, b: UnitVector, part: number) =>
    normalise(a.map((value, index) => (1 - part) * value + part * (b[index] ?? 0)));
  const facesOf = (personId: string, of: UnitVector, isSaid: boolean): Face[] =>
    Array.from({ length: count(4) }, (_, index) => ({
      ...{ faceId: `${personId}-${index}`, vector: between(of, looks(), share() * 0.5) },
      ...{ quality: 0.3 + share() / 2, lighting: "day", isRegistered: isSaid, isSaid },
      ...{ similarity: null, namedBy: null, seenWith: [], takenFrom: [] },
      place: { personId, match: isSaid ? "named" : "unknown", suggestedPersonId: null },
    }));
  const family = looks();
  const members = Array.from({ length: count(3) }, () => between(family, looks(), 0.4));
  const anyMember = () => members[Math.floor(share() * members.length)] ?? family;
  const strangers = Array.from({ length: count(4) }, () =>
    between(between(anyMember(), anyMember(), share()), looks(), 0.2 + share() * 0.3),
  );
  return {
    people: members.map((of, index) => ({
      personId: `member-${index}`,
      rejected: share() < 0.3 ? [between(of, looks(), 0.4)] : [],
    })),
    faces: [
      ...members.flatMap((of, index) => facesOf(`member-${index}`, of, true)),
      ...strangers.flatMap((of, index) => facesOf(`stranger-${index}`, of, false)),
    ],
  };
}

/** The faces after one more look; the same where none has moved. */
async function lookedAgain(people: readonly Person[], faces: readonly Face[], time: number) {
  const isTemplate = ({ isSaid, similarity }: Face) =>
    isSaid || (similarity ?? 0) >= DEFAULT_THRESHOLDS.named;
  const enrolled = people.map(({ personId, rejected }) =>
    enrol({
      ...{ personId, rejected, isChild: false },
      faces: faces
        .filter((face) => face.place.personId === personId && isTemplate(face))
        .map(({ faceId, vector, quality, isSaid }) => ({
          ...{ faceId, personId, vector, quality, isConfirmed: isSaid },
          ...{ angle: "front", lighting: "day" },
        })),
    }),
  );
  const moves = await lookAgain({
    ...{ faces: faces.filter(({ isSaid }) => !isSaid), people: enrolled, apart: [] },
    thresholds: { day: DEFAULT_THRESHOLDS, infrared: DEFAULT_THRESHOLDS },
  });
  const moveOf = new Map(moves.map((move) => [move.faceId, move]));
  return faces.map((face): Face => {
    const move = moveOf.get(face.faceId);
    if (!move) return face;
    const { from, to, similarity, explanation } = move;
    const newcomer = to.suggestedPersonId
      ? `${from.personId} ${to.suggestedPersonId}`
      : face.faceId;
    return {
      ...face,
      ...{
        similarity,
        namedBy: explanation?.best ? { ...explanation.best, runnerUp: explanation.runnerUp } : null,
      },
      isRegistered: people.some(({ personId }) => personId === to.personId),
      place: { ...to, personId: to.personId ?? `newcomer of ${time}: ${newcomer}` },
      takenFrom: [...face.takenFrom, from.personId],
    };
  });
}

it("moves no face to and fro for ever, whoever resembles whom", async () => {
  for (let seed = 1; seed <= 500; seed++) {
    const { people, faces: first } = aHousehold(seed);
    let faces = first;
    let hasMoved = true;
    for (let time = 0; hasMoved; time++) {
      expect(time, `household ${seed}`).toBeLessThan(12);
      const before = faces;
      faces = await lookedAgain(people, before, time);
      hasMoved = faces.some((face, index) => face !== before[index]);
    }
  }
});
