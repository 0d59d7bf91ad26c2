import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { rateInterval } from "#lib/calibration/rate-interval.ts";
import type { MemberSureness } from "#lib/calibration/types.ts";
import { catalogue } from "#messages/catalogue.ts";
import {
  fatesWords,
  memberWords,
  percentWords,
  strangerWords,
  type Words,
} from "./sureness-words.ts";

const english: Words = {
  t: createTranslator({ locale: "en", messages: catalogue.en, namespace: "sureness" }),
  locale: "en",
};

it.each([
  [0, "0 %"],
  [0.0003, "0.03 %"],
  [0.0139, "1.4 %"],
  [0.123, "12 %"],
])("says %d as %s", (rate, words) => {
  expect(percentWords(rate, "en")).toBe(words);
});

describe("of strangers it says", () => {
  const words = (named: number, visits: number) =>
    strangerWords(english, {
      ...{ visits, named, asked: 3, namedRate: rateInterval(named, visits) },
      askedRate: rateInterval(3, visits),
    });

  it("how many, what they may be in truth, and who is not among them", () => {
    const { title, trust } = words(0, 214);
    expect(title).toBe("0 of 214 strangers’ visits would have been given a name");
    expect(trust).toContain("at most 1.4 % of their visits get a name");
    expect(trust).toContain("between 0.3 % and 4.0 % a question");
    expect(trust).toContain("without anybody noticing");
    expect(words(2, 100).trust).toContain("between 0.2 % and 7.0 %");
  });

  it("what it goes by while there are none", () => {
    expect(words(0, 0).title).toBe("No stranger has come yet");
  });
});

it("leaves out what did not happen to a member's faces", () => {
  const counts = { faces: 21, visits: 20, named: 18, asked: 2, misasked: 1, unknown: 0, wrong: 0 };
  expect(fatesWords(english, counts)).toBe(
    "18 named rightly, 2 asked about, 1 asked whether it is somebody else",
  );
});

describe("of a member it says", () => {
  const member: MemberSureness = {
    ...{ personId: "a", name: "Anna", cropUrl: null, isChild: false, faceCount: 30 },
    counts: { faces: 20, visits: 20, named: 20, asked: 0, misasked: 0, unknown: 0, wrong: 0 },
    ...{ isRaised: false, lookAlikes: [] },
  };

  it("nothing where all is clear", () => {
    expect(memberWords(english, member)).toEqual([]);
  });

  it("from whom Kith cannot tell them apart", () => {
    expect(
      memberWords(english, { ...member, isRaised: true, lookAlikes: ["Bea", "Cleo"] }),
    ).toEqual(["Anna, Bea and Cleo look alike to Kith: in doubt it asks rather than names."]);
  });

  it("that a child is asked about", () => {
    expect(memberWords(english, { ...member, isChild: true })).toEqual([
      "A child: always asked about, never named by the face alone.",
    ]);
  });
});
