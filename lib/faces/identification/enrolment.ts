import type { GalleryPerson } from "../gallery/types.ts";
import { buildTemplates, type Template } from "./template.ts";

/** A person with what probes are compared with. */
export type EnrolledPerson = GalleryPerson & { readonly templates: readonly Template[] };

/** Makes a person's templates. They change only with the faces, so they are worth keeping. */
export function enrol(person: GalleryPerson): EnrolledPerson {
  return { ...person, templates: buildTemplates(person.faces) };
}
