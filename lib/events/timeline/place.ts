/**
 * Where a visit stands in the timeline: "2026-11-22T10:00:00.000Z_<id>". Of two places the later one is
 * the greater text, and no two visits have the same.
 */
export const placeOf = (visit: { startedAt: string; visitId: string }): string =>
  `${visit.startedAt}_${visit.visitId}`;

/** The instant, ISO 8601, and the visit's id. */
export function partsOfPlace(place: string): { startedAt: string; visitId: string } {
  const [startedAt = "", visitId = ""] = place.split("_");
  return { startedAt, visitId };
}
