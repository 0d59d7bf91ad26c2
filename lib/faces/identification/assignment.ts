import type { SeenFace } from "../seen-face.ts";
import type { EnrolledPerson } from "./enrolment.ts";
import type { Identification } from "./identification.ts";

/** A face of a clip or a still, and whom it may be. */
export type Probe = {
  readonly face: Pick<SeenFace, "fused" | "track" | "lighting" | "isDisputed">;
  readonly people: readonly EnrolledPerson[];
};

/**
 * Decides on all faces of a look, in their order. Who is seen twice at the same time is one of the two
 * at most: the person goes to the face that is more like them, and the other is decided on without.
 */
export function assignPeople(
  probes: readonly Probe[],
  decide: (probe: Probe) => Identification,
): Identification[] {
  const surestFirst = probes
    .map((probe, index) => ({ probe, index, similarity: similarityOf(decide(probe)) }))
    .toSorted((a, b) => b.similarity - a.similarity);
  const decided: { face: Probe["face"]; index: number; identification: Identification }[] = [];
  for (const { probe, index } of surestFirst) {
    const { face } = probe;
    const taken = decided.flatMap(({ face: other, identification }) =>
      identification.outcome === "named" && overlapInTime(face, other)
        ? [identification.personId]
        : [],
    );
    const people = probe.people.filter(({ personId }) => !taken.includes(personId));
    decided.push({ face, index, identification: decide({ face, people }) });
  }
  return decided.toSorted((a, b) => a.index - b.index).map(({ identification }) => identification);
}

function similarityOf(identification: Identification): number {
  const best = identification.outcome === "unknown" ? identification.best : identification;
  return best?.similarity ?? Number.NEGATIVE_INFINITY;
}

function overlapInTime(a: Probe["face"], b: Probe["face"]): boolean {
  const span = ({ track }: Probe["face"]) =>
    [track[0]?.atMs ?? 0, track.at(-1)?.atMs ?? 0] as const;
  const [aStart, aEnd] = span(a);
  const [bStart, bEnd] = span(b);
  return aStart <= bEnd && bStart <= aEnd;
}
