import { createTranslator } from "use-intl/core";
import { expect, it } from "vitest";
import { catalogue } from "#messages/catalogue.ts";
import { standWords } from "./stand-words.ts";

const t = createTranslator({
  locale: "en",
  messages: catalogue.en,
  namespace: "models.stand",
});

const base = { toSet: "x", problem: null };

it("tells of the download first, then of the faces", () => {
  const faces = { embedded: 1240, total: 3100 };
  const fetching = { ...base, megabytes: { fetched: 23, total: 92 }, faces };
  expect(standWords(t, fetching)).toEqual({ words: "23 of 92 MB downloaded", share: 0.25 });
  const fetched = { ...base, megabytes: { fetched: 92, total: 92 }, faces };
  expect(standWords(t, fetched)).toEqual({
    words: "1,240 of 3,100 faces looked at again",
    share: 0.4,
  });
});

it("is done where there is no face", () => {
  const nothing = {
    ...base,
    megabytes: { fetched: 0, total: 0 },
    faces: { embedded: 0, total: 0 },
  };
  expect(standWords(t, nothing).share).toBe(1);
});
