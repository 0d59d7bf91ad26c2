/** How an act mentions faces: with the people whose they were, so that it is in their histories, too. */
export const mentioned = (faces: readonly { id: string; personId: string }[]) => ({
  faceIds: faces.map(({ id }) => id),
  fromPersonIds: [...new Set(faces.map(({ personId }) => personId))],
});
