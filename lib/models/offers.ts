import {
  type EmbedderSet,
  embedderSets,
  embeddersOfSet,
  type Model,
  standardModels,
} from "#models/manifest.ts";
import type { ModelFact, SetOffer } from "./types.ts";

const bytesOf = ({ files }: Model) =>
  files.reduce((sum, { accepted }) => sum + (accepted[0]?.bytes ?? 0), 0);

/** A tenth of a megabyte is as exact as anybody wants to know it. */
const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10;

const factOf = (model: Model): ModelFact => ({
  name: model.name,
  role: model.role,
  licence: model.licence.replace("LicenseRef-", ""),
  attribution: model.attribution,
  megabytes: megabytes(bytesOf(model)),
});

/** The sets that a household may choose among, the standard one first. */
export const setOffers = (): SetOffer[] => embedderSets().map(offerOf);

function offerOf({ name, title, isTried }: EmbedderSet): SetOffer {
  const members = embeddersOfSet(name);
  const added = members
    .map(({ model }) => model)
    .filter((model) => !standardModels().includes(model));
  const sources = added.flatMap(({ files }) => files.map(({ source }) => source));
  const byHand = sources.find(({ kind }) => kind === "by-hand");
  return {
    ...{ name, title, isTried },
    embedders: members.map(({ model, weight }) => ({ ...factOf(model), share: weight })),
    downloadMegabytes: megabytes(added.reduce((sum, model) => sum + bytesOf(model), 0)),
    publisher: byHand?.kind === "by-hand" ? byHand.publisher : null,
  };
}

/** The models that come with Kith. */
export const standardModelFacts = (): ModelFact[] => standardModels().map(factOf);

/** The models that every set works with. */
export const otherModels = (): ModelFact[] =>
  standardModels()
    .filter(({ role }) => role !== "face-embedder")
    .map(factOf);
