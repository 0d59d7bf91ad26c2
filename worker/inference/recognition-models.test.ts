import { afterAll, describe, expect, it } from "vitest";
import { NotYetError } from "#lib/errors.ts";
import { hasModels } from "#lib/testing/recordings.ts";
import type { FetchOptions } from "#models/download.ts";
import { embeddersOfSet } from "#models/manifest.ts";
import { STANDARD_CHOICE } from "./engines.ts";
import { createRecognitionModels } from "./recognition-models.ts";

/** A set whose model no machine that runs the tests has. */
const ABSENT = "adaface";

describe.skipIf(!hasModels)("the models of a household", () => {
  const fetched: string[] = [];
  const fetchModels = async ({ models = [] }: FetchOptions) => {
    fetched.push(...models.map(({ name }) => name));
    return [{ message: "no", isTransient: true }];
  };
  const models = createRecognitionModels(undefined, fetchModels, () => new Date());
  afterAll(() => models.close());

  it("are there although those of another household are missing, which is told", async () => {
    const absent = models.engines({ embedderSet: ABSENT, nextEmbedderSet: null });
    await expect(absent).rejects.toThrow(NotYetError);
    const { embedders } = await models.engines(STANDARD_CHOICE);
    expect(embedders.map(({ weight }) => weight)).toEqual([0.75, 0.25]);
    expect((await models.refresh()).missing).toHaveLength(1);
  });

  it("have the next set's without a say, and go on without those that are not there", async () => {
    const sharesOf = async (nextEmbedderSet: string) => {
      const { embedders } = await models.engines({ embedderSet: "light", nextEmbedderSet });
      return embedders.map(({ weight }) => weight);
    };
    expect(await sharesOf("standard")).toEqual([1, 0]);
    expect(await sharesOf(ABSENT)).toEqual([1]);
  });

  it("are fetched where another worker may have fetched them for itself, and not again at once", async () => {
    expect([await models.has(ABSENT), await models.has("light")]).toEqual([false, true]);
    expect(fetched).toEqual(embeddersOfSet(ABSENT).map(({ model }) => model.name));
  });
});
