import { type Identification, identify } from "#lib/faces/identification/identification.ts";
import type { IdentificationThresholds } from "#lib/faces/identification/thresholds.ts";
import { strangerVisits, type WeighedFace } from "./weighed-face.ts";

/** What became of confirmed faces that were held out, as if they had come now. */
export type SelfTestCounts = {
  readonly faces: number;
  /** In which they came. */
  readonly visits: number;
  readonly named: number;
  /** Whether it is them. */
  readonly asked: number;
  /** Whether it is somebody else. */
  readonly misasked: number;
  /** Not recognised at all. */
  readonly unknown: number;
  /** Named as somebody else. */
  readonly wrong: number;
};

/** A member's face that would be named as somebody else. */
export type Mistake = {
  readonly faceId: string;
  readonly personId: string;
  readonly namedAs: string;
};

export type SelfTest = {
  readonly members: ReadonlyMap<string, SelfTestCounts>;
  readonly mistakes: readonly Mistake[];
};

/** Of strangers' visits, how many would have been named, and how many asked about. */
export type StrangerCounts = {
  readonly visits: number;
  readonly named: number;
  readonly asked: number;
};

/** The thresholds that these faces alone would give. */
type ThresholdsBy = (faces: readonly WeighedFace[]) => IdentificationThresholds;

/**
 * How each member's confirmed faces fare, every one without the faces of its own visit. What Kith alone
 * has named proves nothing: it would agree with itself. None has a say in its own case: a tenth of the visits is judged by the thresholds that the other nine tenths give.
 *
 * @param faces those that are tested
 * @param all with those of the other lighting
 */
export function testMembers(
  faces: readonly WeighedFace[],
  all: readonly WeighedFace[],
  thresholdsBy: ThresholdsBy,
): SelfTest {
  const tested = faces.filter(
    ({ isMember, isConfirmed, likeness, personId }) =>
      isMember && isConfirmed && likeness.has(personId),
  );
  const members = new Map(
    [...Map.groupBy(tested, ({ personId }) => personId)].map(([personId, own]) => {
      const visits = new Set(own.map(({ visitId }) => visitId)).size;
      return [personId, { ...NONE_TESTED, faces: own.length, visits }];
    }),
  );
  const mistakes: Mistake[] = [];
  for (const { part, thresholds } of judgedParts(tested, all, "visitId", thresholdsBy)) {
    for (const { faceId, personId, vector, people } of part) {
      const identification = identify(vector, people, thresholds);
      const fate = fateOf(identification, personId);
      const counts = members.get(personId) ?? NONE_TESTED;
      members.set(personId, { ...counts, [fate]: counts[fate] + 1 });
      if (fate === "wrong" && identification.outcome === "named")
        mistakes.push({ faceId, personId, namedAs: identification.personId });
    }
  }
  return { members, mistakes };
}

export const NONE_TESTED: SelfTestCounts = {
  faces: 0,
  visits: 0,
  named: 0,
  asked: 0,
  misasked: 0,
  unknown: 0,
  wrong: 0,
};

function fateOf(identification: Identification, personId: string) {
  if (identification.outcome === "unknown") return "unknown";
  const isRight = identification.personId === personId;
  if (identification.outcome === "ask") return isRight ? "asked" : "misasked";
  return isRight ? "named" : "wrong";
}

/** How strangers fare: each tenth of them judged by what the other nine tenths give; see `testMembers`. */
export function testStrangers(
  faces: readonly WeighedFace[],
  all: readonly WeighedFace[],
  thresholdsBy: ThresholdsBy,
): StrangerCounts {
  const visits = strangerVisits(faces);
  const counts = { visits: visits.length, named: 0, asked: 0 };
  const tested = visits.flatMap((visit) => visit.faces);
  for (const { part, thresholds } of judgedParts(tested, all, "personId", thresholdsBy)) {
    for (const visit of strangerVisits(part)) {
      const outcomes = visit.faces.map(
        ({ vector, people }) => identify(vector, people, thresholds).outcome,
      );
      if (outcomes.includes("named")) counts.named++;
      else if (outcomes.includes("ask")) counts.asked++;
    }
  }
  return counts;
}

const PARTS = 10;

/** The faces in parts, those of one person or visit together, each with the thresholds of all others. */
function* judgedParts(
  tested: readonly WeighedFace[],
  all: readonly WeighedFace[],
  together: "personId" | "visitId",
  thresholdsBy: ThresholdsBy,
) {
  const keys = [...new Set(tested.map((face) => face[together]))];
  for (let part = 0; part < Math.min(PARTS, keys.length); part++) {
    const isHeldOut = new Set(keys.filter((_, index) => index % PARTS === part));
    const others = all.filter((face) => !isHeldOut.has(face[together]));
    yield {
      part: tested.filter((face) => isHeldOut.has(face[together])),
      thresholds: thresholdsBy(others),
    };
  }
}
