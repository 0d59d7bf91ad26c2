/** What a camera is called wherever it is named: the household's own name, else Ring's. */
export const cameraName = (camera: { ownName: string | null; name: string }): string =>
  camera.ownName ?? camera.name;
