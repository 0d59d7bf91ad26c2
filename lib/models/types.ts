import type { EmbedderSet, Model } from "#models/manifest.ts";

/** A model as the page names it. */
export type ModelFact = {
  name: string;
  role: Model["role"];
  /** SPDX, or "non-commercial". */
  licence: string;
  attribution: string;
  megabytes: number;
};

/** A set of embedders that a household may choose. */
export type SetOffer = {
  name: EmbedderSet["name"];
  title: string;
  /** Whether Kith's own tests run it. */
  isTried: boolean;
  /** With each one's share of the decision, 0..1. */
  embedders: (ModelFact & { share: number })[];
  /** What is downloaded for it; 0 where its models come with Kith. */
  downloadMegabytes: number;
  /** Who has the files that Kith knows no address of; null where it fetches all by itself. */
  publisher: string | null;
};

/** How far a household has come on its way to another set. */
export type SwitchProgress = {
  toSet: string;
  /** Of the model files; `total` 0 while nothing is being downloaded. */
  megabytes: { fetched: number; total: number };
  faces: { embedded: number; total: number };
  /** Why it does not go on, for the owner. */
  problem: string | null;
};

/** What recognises for a household, what else could, and what is on its way. */
export type ModelsOverview = {
  currentSet: string;
  progress: SwitchProgress | null;
  /** The set before, whose embeddings are still there, until when (ISO 8601). */
  previous: { set: string; keptUntil: string } | null;
  sets: SetOffer[];
  /** Models that every set works with. */
  others: ModelFact[];
};
