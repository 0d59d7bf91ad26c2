import { expect, it } from "vitest";
import type { FetchFailure, FetchOptions } from "#models/download.ts";
import { createModelFetching } from "./model-fetching.ts";

it("tells whoever asks for a set that is being fetched unasked how far that is", async () => {
  const arrived = Promise.withResolvers<FetchFailure[]>();
  const begun: FetchOptions[] = [];
  const fetchModels = (options: FetchOptions) => {
    begun.push(options);
    return arrived.promise;
  };
  const fetching = createModelFetching(undefined, fetchModels, () => new Date());
  fetching.begin("light");
  const heard: number[] = [];
  const fetched = fetching.fetch("light", { onProgress: (_, received) => heard.push(received) });
  begun[0]?.onProgress?.("model.onnx", 12, 20);
  arrived.resolve([]);
  expect(await fetched).toEqual([]);
  expect(heard).toEqual([12]);
  expect(begun).toHaveLength(1);
});
