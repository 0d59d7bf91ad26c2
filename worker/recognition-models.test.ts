import { afterAll, describe, expect, it } from "vitest";
import { NotYetError } from "#lib/errors.ts";
import { hasModels } from "#lib/testing/recordings.ts";
import { STANDARD_CHOICE } from "./inference/engines.ts";
import { createRecognitionModels } from "./recognition-models.ts";

/** A set whose model no machine that runs the tests has. */
const ABSENT = "adaface";

describe.skipIf(!hasModels)("the models of a household", () => {
  const models = createRecognitionModels(undefined, () => new Date());
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
});
