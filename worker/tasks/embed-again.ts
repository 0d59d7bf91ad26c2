import { buffer } from "node:stream/consumers";
import { NotYetError, PermanentError } from "#lib/errors.ts";
import { alignedFacesIn } from "#lib/faces/shots/alignment.ts";
import { meanVector } from "#lib/faces/similarity.ts";
import type { Embedding, RgbImage } from "#lib/faces/types.ts";
import { ObjectNotFoundError } from "#lib/infra/storage/object-store.ts";
import type { ObjectStore } from "#lib/infra/storage.ts";
import {
  type EmbeddedAgain,
  noteFetch,
  saveEmbeddedAgain,
  takeOver,
} from "#lib/models/commands.ts";
import { type FaceToEmbed, facesToEmbed, setsOfHousehold } from "#lib/models/queries.ts";
import { embeddersOfSet } from "#models/manifest.ts";
import type { Embedder } from "../inference/embedder.ts";
import { readPicture } from "../media/encode.ts";
import type { Task } from "../task.ts";

/** Faces of one run: a second of work, so that what somebody waits for has its turn in between. */
const PIECE = 16;
const RETRY_MS = 60_000;
const UNUSABLE = "Its models cannot be used on this computer: the worker's log says why.";

/**
 * Embeds the household's next faces that a set of its has not seen, from their stored crops; the run
 * that finds none has the next set take over. Each run does a piece and enqueues the next.
 */
export const embedAgain: Task<"embed-again"> = {
  async run({ householdId, before }, { engines, hasModels, store, now }) {
    const sets = await setsOfHousehold(householdId);
    if (!sets) return;
    const { embedderSet, nextEmbedderSet } = sets;
    const { embedders } = await engines(sets);
    if (nextEmbedderSet && !includesSet(embedders, nextEmbedderSet)) {
      // What another worker has fetched may only be under way to this one.
      if (await hasModels(nextEmbedderSet)) await noteFetch(nextEmbedderSet, { problem: UNUSABLE });
      throw new NotYetError(
        new Date(now().getTime() + RETRY_MS),
        "The next set is not in use here.",
      );
    }
    const wanted = [embedderSet, ...(nextEmbedderSet ? [nextEmbedderSet] : [])];
    const faces = await facesToEmbed(householdId, wanted, PIECE, before);
    const isLast = faces.length < PIECE;
    if (faces.length > 0)
      await saveEmbeddedAgain(householdId, await embedFaces(faces, embedders, store), isLast);
    else if (nextEmbedderSet) await takeOver(householdId, nextEmbedderSet, now());
  },
  async buried() {
    // The hourly job starts it again.
  },
};

const includesSet = (embedders: readonly Embedder[], set: string) =>
  embeddersOfSet(set).every(({ model }) => embedders.some(({ name }) => name === model.name));

type Cropped = FaceToEmbed & { crops: RgbImage[] };

async function embedFaces(
  faces: readonly FaceToEmbed[],
  embedders: readonly Embedder[],
  store: ObjectStore,
): Promise<EmbeddedAgain[]> {
  const cropped: Cropped[] = [];
  for (const face of faces)
    cropped.push({ ...face, crops: await readCrops(store, face.alignedKey) });
  const embeddings = new Map<string, Embedding[]>();
  for (const embedder of embedders) {
    const lacking = cropped.filter(({ embedders: names }) => names.includes(embedder.name));
    const vectors = await embedder.embed(
      lacking.flatMap(({ crops }) => crops.map((crop) => embedder.fromAligned(crop))),
    );
    for (const { faceId, crops } of lacking) {
      const own = vectors.splice(0, crops.length);
      if (own.length === 0) continue;
      const { name, version } = embedder;
      const made = { embedder: name, version, vector: meanVector(own) };
      embeddings.set(faceId, [...(embeddings.get(faceId) ?? []), made]);
    }
  }
  return cropped.map(({ faceId, alignedKey }) => ({
    ...{ faceId, alignedKey },
    embeddings: embeddings.get(faceId) ?? null,
  }));
}

/** None where the picture is gone or cannot be read. */
async function readCrops(store: ObjectStore, key: string): Promise<RgbImage[]> {
  try {
    const { body } = await store.get(key);
    return alignedFacesIn(await readPicture(await buffer(body)));
  } catch (error) {
    if (error instanceof ObjectNotFoundError || error instanceof PermanentError) return [];
    throw error;
  }
}
