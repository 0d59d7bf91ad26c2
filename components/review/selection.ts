/** Which faces of a question are looked at and which an answer holds for. */
export type Selection = {
  /** The one that is shown large; null: the first. */
  readonly activeId: string | null;
  /** Those that an answer leaves out. */
  readonly leftOut: ReadonlySet<string>;
};

export const EVERYTHING: Selection = { activeId: null, leftOut: new Set() };

/** The faces that an answer holds for, and the one shown large: who is gone gives way to the first. */
export const facesOf = <Face extends { readonly faceId: string }>(
  { activeId, leftOut }: Selection,
  faces: readonly Face[],
): { chosen: Face[]; active: Face | undefined } => ({
  chosen: faces.filter(({ faceId }) => !leftOut.has(faceId)),
  active: faces.find(({ faceId }) => faceId === activeId) ?? faces[0],
});

const indexOfActive = ({ activeId }: Selection, faceIds: readonly string[]) =>
  Math.max(faceIds.indexOf(activeId ?? ""), 0);

/** Leaves a face out, or takes it in again. */
export function toggle({ leftOut }: Selection, faceId: string): Selection {
  const next = new Set(leftOut);
  if (!next.delete(faceId)) next.add(faceId);
  return { activeId: faceId, leftOut: next };
}

/** Makes all faces from the one shown large to this one what that one is: left out, or not. */
export function extendTo(
  selection: Selection,
  faceIds: readonly string[],
  faceId: string,
): Selection {
  const from = indexOfActive(selection, faceIds);
  const [first = 0, last = 0] = [from, faceIds.indexOf(faceId)].toSorted((a, b) => a - b);
  const isLeftOut = selection.leftOut.has(faceIds[from] ?? "");
  const next = new Set(selection.leftOut);
  for (const each of faceIds.slice(first, last + 1)) {
    if (isLeftOut) next.add(each);
    else next.delete(each);
  }
  return { activeId: faceId, leftOut: next };
}

/** Looks at the face that stands so many places further on; at the ends it stays. */
export function moveBy(
  selection: Selection,
  faceIds: readonly string[],
  places: number,
): Selection {
  const index = indexOfActive(selection, faceIds) + places;
  const activeId = faceIds[Math.min(Math.max(index, 0), faceIds.length - 1)] ?? null;
  return { ...selection, activeId };
}
