import { between, type Random } from "#e2e/storm/random.ts";
import { idAt } from "./ids.ts";
import type { Visitor } from "./people.ts";
import type { Row } from "./rows.ts";

const ANGLES = ["front", "half_profile", "profile"] as const;
/** Of the best face of each angle of a person: it stays once the others are trimmed. */
const BEST_QUALITY = 0.95;
/** How often Kith asks whether somebody who resembles a person with a name is that person. */
const ASKED = 0.5;
const INFRARED = 0.2;

/** What the rows of all faces have in common. */
export type FaceSetting = {
  readonly householdId: string;
  /** Their faces are trimmed but for the best of each angle. */
  readonly longUnseen: ReadonlySet<Visitor>;
  readonly pictureOf: (visitor: Visitor) => string;
  readonly random: Random;
};

export type FaceMaker = (visitor: Visitor, eventId: string, atMs: number) => Row;

/** Makes the rows of faces, to be asked for in the order in which they were seen. */
export function faceMaker(setting: FaceSetting): FaceMaker {
  const { householdId, longUnseen, pictureOf, random } = setting;
  const looks = new Set<string>();
  return (visitor, eventId, atMs) => {
    const angle = ANGLES[Math.floor(ANGLES.length * random() ** 2)];
    const look = `${visitor.id} ${angle}`;
    const isBest = !looks.has(look);
    looks.add(look);
    const isTrimmed = longUnseen.has(visitor) && !isBest;
    const seenAt = new Date(atMs).toISOString();
    return {
      id: idAt(atMs, random),
      household_id: householdId,
      event_id: eventId,
      person_id: visitor.id,
      seen_at: seenAt,
      created_at: seenAt,
      ...matchOf(visitor, random),
      ...shotOf(random),
      crop_key: isTrimmed ? null : pictureOf(visitor),
      trimmed_at: isTrimmed ? seenAt : null,
      quality: isBest ? BEST_QUALITY : between(random, 0.3, BEST_QUALITY),
      angle,
    };
  };
}

/** What the ledger says of a face. */
export const entryOfFace = (face: Row, random: Random): Row => ({
  id: idAt(Date.parse(String(face.seen_at)), random),
  household_id: face.household_id,
  act: "recognise",
  person_ids: [face.person_id, ...(face.suggested_person_id ? [face.suggested_person_id] : [])],
  face_ids: [face.id],
  detail: {
    personId: face.person_id,
    match: face.match,
    suggestedPersonId: face.suggested_person_id,
    fromPersonIds: [],
  },
  at: face.seen_at,
});

function matchOf({ resembles, name }: Visitor, random: Random) {
  if (resembles && random() < ASKED)
    return {
      match: "ask",
      suggested_person_id: resembles.id,
      similarity: between(random, 0.3, 0.45),
    };
  const match = name === null ? "unknown" : "named";
  return { match, suggested_person_id: null, similarity: between(random, 0.45, 0.9) };
}

/** A shot of half a second from somewhere in the middle of the recording's picture. */
function shotOf(random: Random) {
  const width = between(random, 0.04, 0.12);
  const box = { x: between(random, 0.2, 0.7), y: between(random, 0.2, 0.5), width, height: width };
  return {
    at_ms: 1_500,
    box,
    track: [1_000, 1_500].map((atMs) => ({ atMs, box })),
    height_px: Math.round(1_080 * width),
    lighting: random() < INFRARED ? "infrared" : "day",
    detection_score: between(random, 0.7, 0.99),
  };
}
