import { intersectionOverUnion } from "./boxes.ts";
import type { Identification } from "./identification/identification.ts";
import { SAME_VISITOR_SIMILARITY } from "./identification/thresholds.ts";
import type { FacePoint, SeenFace } from "./seen-face.ts";
import { cosineSimilarity } from "./similarity.ts";
import type { UnitVector } from "./types.ts";

/** Whose a face is, and whom the household is asked about. `personId` null: somebody new. */
export type FacePlace = {
  readonly personId: string | null;
  readonly match: "named" | "ask" | "unknown";
  readonly suggestedPersonId: string | null;
};

/** A face that an earlier look at the same event has left: a still's, or a shorter recording's. */
export type EarlierFace = {
  readonly faceId: string;
  readonly source: "clip" | "image";
  readonly place: FacePlace & { readonly personId: string };
  /** Null when it was made by other embedders. */
  readonly fused: UnitVector | null;
  readonly track: readonly FacePoint[];
  /** The household itself has said whose face it is, or who its person is. */
  readonly isSettled: boolean;
  /** Its person was seen in no other event. */
  readonly isPersonOfThisEvent: boolean;
};

/**
 * Overlap of two boxes at the same moment from which they hold the same face.
 * Source: two detectors' boxes of one face overlap by 0.6 and more, neighbours' hardly touch; a still
 * is up to a quarter of a second away from the nearest frame of the clip that was looked at.
 */
const SAME_PLACE_OVERLAP = 0.3;
const SAME_MOMENT_MS = 300;

/**
 * The earlier faces that each seen face takes the place of, in the order of the seen faces: those of
 * the same person, and those that were where it was at the same moment. None gives way twice.
 */
export function predecessorsOf(
  seen: readonly Pick<SeenFace, "fused" | "track">[],
  earlier: readonly EarlierFace[],
): EarlierFace[][] {
  const predecessors: EarlierFace[][] = seen.map(() => []);
  for (const face of earlier) {
    const likeness = seen.map((successor) => likenessOf(face, successor));
    const best = likeness.indexOf(Math.max(...likeness));
    if ((likeness[best] ?? 0) > 0) predecessors[best]?.push(face);
  }
  return predecessors;
}

/** Their cosine when they are the same person's, 0 when they are not, 2 at the same place and time. */
function likenessOf(
  earlier: EarlierFace,
  { fused, track }: Pick<SeenFace, "fused" | "track">,
): number {
  if (earlier.track.some((point) => track.some((other) => isSamePlace(point, other)))) return 2;
  const similarity = earlier.fused ? cosineSimilarity(earlier.fused, fused) : 0;
  return similarity >= SAME_VISITOR_SIMILARITY ? similarity : 0;
}

function isSamePlace(a: FacePoint, b: FacePoint): boolean {
  return (
    Math.abs(a.atMs - b.atMs) <= SAME_MOMENT_MS &&
    intersectionOverUnion(a.box, b.box) >= SAME_PLACE_OVERLAP
  );
}

/**
 * Whose a face is that takes the place of earlier ones. The household's word stands above all, then
 * what the better look says with certainty, then what an earlier recording said. Somebody whom only
 * stills of this event have shown stays the same person.
 */
export function placeOf(
  identification: Identification,
  predecessors: readonly EarlierFace[],
): FacePlace {
  const settled = predecessors.find(({ isSettled }) => isSettled);
  if (settled) return settled.place;
  const { outcome } = identification;
  if (outcome === "named")
    return { personId: identification.personId, match: outcome, suggestedPersonId: null };
  const looked = predecessors.find(({ source }) => source === "clip");
  if (looked) return looked.place;
  const own = predecessors.find(({ isPersonOfThisEvent }) => isPersonOfThisEvent);
  return {
    personId: own?.place.personId ?? null,
    match: outcome,
    suggestedPersonId: outcome === "ask" ? identification.personId : null,
  };
}

/**
 * Quality from which a still's face that resembles nobody is a stranger's.
 * Source: rendered people in stills against their own recording in another light: below 0.5 they score
 * 0.28 to 0.39, as strangers do; above 0.55 all but one of a dozen score 0.5 and more.
 */
const STRANGER_QUALITY = 0.55;

/**
 * Whether a still's face is one to tell of before the recording is there. A known person is, unless
 * seen already. A stranger is only in the first picture that shows anybody, and only when it is good
 * enough to have recognised somebody: who is far away or has turned away resembles nobody. What
 * remains in doubt is the recording's to say.
 */
export function isTelling(
  identification: Identification,
  { quality }: Pick<SeenFace, "quality">,
  earlier: readonly EarlierFace[],
): boolean {
  if (identification.outcome === "named")
    return !earlier.some(({ place }) => place.personId === identification.personId);
  return (
    identification.outcome === "unknown" && earlier.length === 0 && quality >= STRANGER_QUALITY
  );
}
