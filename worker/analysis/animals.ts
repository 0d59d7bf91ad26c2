import { pixelBox } from "#lib/faces/boxes.ts";
import { isAnimals } from "#lib/faces/detection/animals.ts";
import { isDoubtful } from "#lib/faces/detection/plausibility.ts";
import type { Engines } from "../inference/engines.ts";
import type { CollectedTrack } from "./track-collection.ts";

/**
 * The tracks that are people's as far as can be told: what is doubtful and lies on a cat or a dog goes.
 * All stay while there is no model to look with.
 */
export async function withoutAnimals(
  tracks: readonly CollectedTrack[],
  { findAnimals }: Engines,
): Promise<CollectedTrack[]> {
  const people: CollectedTrack[] = [];
  for (const track of tracks) {
    const isPerson = !findAnimals || !isDoubtful(track) || !(await isAnimal(track, findAnimals));
    if (isPerson) people.push(track);
  }
  return people;
}

async function isAnimal(
  { shots, surroundings }: CollectedTrack,
  findAnimals: NonNullable<Engines["findAnimals"]>,
): Promise<boolean> {
  const [best] = shots;
  if (!best) return false;
  const { x, y, width, height } = best.detection.box;
  const face = pixelBox(x - surroundings.left, y - surroundings.top, width, height);
  return isAnimals(face, await findAnimals(surroundings));
}
