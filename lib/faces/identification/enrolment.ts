import type { GalleryFace, GalleryPerson } from "../gallery/types.ts";
import { buildTemplates, type Template } from "./template.ts";

/** A person with what probes are compared with. */
export type EnrolledPerson = GalleryPerson & { readonly templates: readonly Template[] };

/** Faces of one angle and lighting that make a template, the best: more tell nothing more. */
export const FACES_EACH = 16;

/**
 * Makes a person's templates, of the best of the faces. They change only with the faces, so they are worth
 * keeping.
 */
export function enrol(person: GalleryPerson): EnrolledPerson {
  const faces = bestFaces(person.faces);
  return { ...person, faces, templates: buildTemplates(faces) };
}

/** `FACES_EACH` of each angle and lighting: those first that are confirmed, then by quality. */
function bestFaces(faces: readonly GalleryFace[]): GalleryFace[] {
  const groups = Map.groupBy(faces, ({ angle, lighting }) => `${angle} ${lighting}`);
  return [...groups.values()].flatMap((group) => group.toSorted(byRank).slice(0, FACES_EACH));
}

const byRank = (a: GalleryFace, b: GalleryFace): number =>
  Number(b.isConfirmed) - Number(a.isConfirmed) ||
  b.quality - a.quality ||
  (a.faceId < b.faceId ? -1 : 1);
