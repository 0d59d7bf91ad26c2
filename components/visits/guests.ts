import { guestsOf } from "#components/events/visit-words.ts";
import type { EventFace, VisitSummary } from "#lib/events/types.ts";

/** Somebody in a visit with all that it shows of them. */
export type Guest = {
  /** The best of the faces: what is known of the person stands with each of them. */
  face: EventFace;
  /** Best first. */
  faces: EventFace[];
  /** The face of which Kith asks whose it is, if it does. */
  asked: EventFace | undefined;
};

/** Everybody in a visit, over all its recordings; Watchlist before Familiar before Unknown. */
export function guestsIn({ events }: Pick<VisitSummary, "events">): Guest[] {
  const all = events.flatMap(({ faces }) => faces);
  return guestsOf({ events }).map((face) => {
    const faces = all
      .filter(({ person }) => person.personId === face.person.personId)
      .toSorted((a, b) => b.quality - a.quality);
    const asked = face.person.name
      ? undefined
      : faces.find(({ match, suggested }) => match === "ask" && suggested?.name);
    return { face, faces, asked };
  });
}
