import { z } from "zod";

/** A face's place in the identity ledger: whose it is, and whom Kith asks about. */
export const facePlaceSchema = z.object({
  faceId: z.string(),
  personId: z.string(),
  suggestedPersonId: z.string().nullable(),
  match: z.enum(["named", "ask", "unknown"]),
});

export type FacePlace = z.infer<typeof facePlaceSchema>;

/**
 * Where the face belongs once the household has answered "is this …?": to the suggested person, or to
 * the one it was given to, with nobody asked about any more.
 */
export function answered(place: FacePlace, isSame: boolean): FacePlace {
  return isSame && place.suggestedPersonId
    ? { ...place, personId: place.suggestedPersonId, suggestedPersonId: null, match: "named" }
    : { ...place, suggestedPersonId: null, match: "unknown" };
}
