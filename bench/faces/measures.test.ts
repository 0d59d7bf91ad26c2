import { describe, expect, it } from "vitest";
import { normalise } from "#lib/faces/similarity.ts";
import { plainContenders, product } from "./contenders.ts";
import { amongHalf, everybody, halfOf } from "./halves.ts";
import { decideHouseholds } from "./household-scale.ts";
import { measure } from "./measures.ts";
import { measureOpenSet, populationOf } from "./open-set.ts";
import type { PhotographedFace, Photographs } from "./photographs.ts";
import type { Protocol } from "./protocol.ts";

const PEOPLE = ["Ann", "Bob", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hal"];
const PHOTOS = [1, 2, 3, 4, 5, 6];
const photo = (person: string, number: number) => `photos/${person}/${number}.jpg`;
const probe = (person: string, number: number) => `probes/doorbell/${person}-${number}.jpg`;

/** Everybody looks like themselves alone, a little different in each picture. */
function faceOf(person: string, number: number, file: string): PhotographedFace {
  const vector = new Float32Array(16);
  vector[PEOPLE.indexOf(person)] = 1;
  vector[15] = number / 20;
  const quality = { quality: 0.8, heightPx: 100, sharpness: 1, frontality: 1, exposure: 1 };
  return { file, vectors: [{ vector: normalise(vector), weight: 1 }], quality, angle: "front" };
}

const all = PEOPLE.flatMap((person) => PHOTOS.map((number) => ({ person, number })));
const photographs: Photographs = new Map(
  all.flatMap(({ person, number }) =>
    [photo(person, number), probe(person, number)].map(
      (file) => [file, faceOf(person, number, file)] as const,
    ),
  ),
);
const member = (person: string) => ({ person, enrol: [photo(person, 1), photo(person, 2)] });
const visit = (person: string, isMember: boolean) => ({
  person,
  member: isMember,
  frames: [probe(person, 5), probe(person, 6)],
});

const protocol: Protocol = {
  folder: "",
  photos: all.map(({ person, number }) => photo(person, number)),
  pairs: all.flatMap(({ person, number }) => {
    const next = PEOPLE[(PEOPLE.indexOf(person) + 1) % PEOPLE.length] ?? "";
    const other = (number % PHOTOS.length) + 1;
    return [
      [photo(person, number), photo(person, other), 1],
      [photo(person, number), photo(next, number), 0],
    ] satisfies Protocol["pairs"];
  }),
  probes: PEOPLE.flatMap((person) =>
    [5, 6].map((number) => ({
      ...{ file: probe(person, number), variant: "doorbell", person },
      source: photo(person, number),
    })),
  ),
  households: [
    {
      variant: "doorbell",
      members: [member("Ann"), member("Bob")],
      visits: [
        ...["Ann", "Bob"].map((person) => visit(person, true)),
        ...PEOPLE.slice(2).map((person) => visit(person, false)),
      ],
    },
  ],
};
const without = (...files: string[]): Photographs =>
  new Map([...photographs].map(([file, face]) => [file, files.includes(file) ? undefined : face]));

describe.each([product, ...plainContenders([{ name: "alone" }])])(
  "measured with $name",
  (contender) => {
    it("people who differ are all told apart", () => {
      expect(measure(protocol, photographs, contender, everybody)).toEqual({
        pairs: { accuracy: 1, tar1e3: 1 },
        probes: { doorbell: { tar1e3: 1, tar1e4: 1 } },
        households: { doorbell: { "tpir@0.01": 1, "tpir@0.001": 1 } },
      });
    });

    it("a picture without a face is a miss and not left out", () => {
      const missing = without(probe("Ann", 5), probe("Ann", 6));
      const { pairs, probes, households } = measure(protocol, missing, contender, everybody);
      expect(pairs.accuracy).toBe(1);
      expect(probes.doorbell?.tar1e3).toBeCloseTo(14 / 16, 10);
      expect(households.doorbell?.["tpir@0.01"]).toBe(0.5);
    });

    it("a visit is known by the frame in which there is a face", () => {
      const { households } = measure(protocol, without(probe("Ann", 5)), contender, everybody);
      expect(households.doorbell?.["tpir@0.01"]).toBe(1);
    });
  },
);

describe("the product's decisions", () => {
  it("name residents, and strangers not", () => {
    const { all: outcomes } = decideHouseholds(protocol, photographs, product, everybody);
    expect(outcomes.residents.named).toMatchObject({ count: 2, of: 2 });
    expect(outcomes.strangers.unknown).toMatchObject({ count: 6, of: 6 });
  });

  it("count a visit without a face as such", () => {
    const missing = without(probe("Ann", 5), probe("Ann", 6), probe("Eve", 5), probe("Eve", 6));
    const { all: outcomes } = decideHouseholds(protocol, missing, product, everybody);
    expect(outcomes.residents.withoutFace.count).toBe(1);
    expect(outcomes.residents.recognised.count).toBe(1);
    expect(outcomes.strangers.withoutFace.count).toBe(1);
  });
});

describe("an open set", () => {
  const population = populationOf(protocol, photographs, product, everybody);
  const chosen = { enrolled: 2, facesEach: 5, areLookAlikes: false };

  it("takes one visit of each resident, in a picture that was not enrolled, and all of the others", () => {
    const result = measureOpenSet(population, photographs, product, {
      ...chosen,
      variant: "clean",
    });
    expect(result.outcomes.residents.named).toMatchObject({ count: 300, of: 300 });
    expect(result.outcomes.strangers.unknown.of).toBe(150 * 6 * 6);
    expect(result.fnirAt1Percent).toBe(0);
  });

  it("visits in a copy of the picture that was not enrolled", () => {
    const variant = "doorbell";
    const result = measureOpenSet(population, photographs, product, { ...chosen, variant });
    expect(result.outcomes.residents.named.of).toBe(300);
    expect(result.outcomes.strangers.unknown.of).toBe(150 * 6 * 2);
  });
});

describe("look-alikes", () => {
  it("are gathered about everybody, and first about those who have the closest", () => {
    const alike = new Map(
      [...photographs].map(([file, face]) => {
        if (!face || !file.includes("Hal")) return [file, face];
        const vector = face.vectors.flatMap((each) => [...each.vector]);
        vector[PEOPLE.indexOf("Cleo")] = 0.9;
        return [file, { ...face, vectors: [{ vector: normalise(vector), weight: 1 }] }];
      }),
    );
    const { lookAlikes } = populationOf(protocol, alike, product, everybody);
    const names = lookAlikes.map((people) => people.map(({ person }) => person));
    expect(names.slice(0, 2).map(([first, second]) => [first, second].sort())).toEqual([
      ["Cleo", "Hal"],
      ["Cleo", "Hal"],
    ]);
    expect(new Set(names.map(([first]) => first))).toEqual(new Set(PEOPLE));
    for (const people of names) expect(people.toSorted()).toEqual(PEOPLE.toSorted());
  });
});

describe("the halves", () => {
  it("never change", () => {
    expect(PEOPLE.map(halfOf)).toEqual(PEOPLE.map(halfOf));
    expect(halfOf("George_W_Bush")).toBe("tuning");
    expect(halfOf("Tony_Blair")).toBe("reporting");
  });

  it("share nobody and leave nobody out", () => {
    for (const person of PEOPLE)
      expect(amongHalf("tuning")(person)).not.toBe(amongHalf("reporting")(person));
  });
});
