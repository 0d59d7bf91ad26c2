/** A photograph of an enrolment. */
export type PhotoPlace = { householdId: string; enrolmentId: string; photoId: string };

/** Where a photograph and the faces in it lie, also those that became somebody's. */
export const photoFolder = ({ householdId, enrolmentId, photoId }: PhotoPlace) =>
  `households/${householdId}/enrolments/${enrolmentId}/${photoId}/`;

/** The photograph itself, until it was looked at. */
export const uploadKey = (photo: PhotoPlace) => `${photoFolder(photo)}photograph`;

/** Faces of one photograph that are kept, the largest. Source: a family fits on a picture. */
export const MAX_FACES = 12;

/** The pictures of the photograph's face at this place, from 0. */
export const faceKeys = (photo: PhotoPlace, index: number) => ({
  cropKey: `${photoFolder(photo)}face-${index}-crop.jpg`,
  alignedKey: `${photoFolder(photo)}face-${index}-aligned.png`,
});
