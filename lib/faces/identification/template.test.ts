import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosineSimilarity } from "../similarity.ts";
import { alike, galleryFace, PROBE } from "./gallery-samples.ts";
import { buildTemplates } from "./template.ts";

const face = (similarity: number, side: number, more: Parameters<typeof galleryFace>[1] = {}) =>
  galleryFace(alike(similarity, side), { faceId: `face ${side}`, ...more });

describe("templates", () => {
  it("are one for each angle that there are faces of", () => {
    const templates = buildTemplates([
      face(0.9, 0),
      face(0.9, 1, { angle: "profile" }),
      face(0.8, 2),
    ]);
    expect(templates.map(({ angle, faceIds }) => [angle, faceIds])).toEqual([
      ["front", ["face 0", "face 2"]],
      ["profile", ["face 1"]],
    ]);
  });

  it("weigh better faces more", () => {
    const [even] = buildTemplates([face(0.9, 0), face(0.7, 1)]);
    const [uneven] = buildTemplates([face(0.9, 0, { quality: 0.9 }), face(0.7, 1)]);
    const nearness = (vector = PROBE) => cosineSimilarity(vector, alike(0.9, 0));
    expect(nearness(uneven?.vector)).toBeGreaterThan(nearness(even?.vector));
  });

  it("leave out a face that is somebody else's, also where no other is of its angle", () => {
    const right = [face(0.9, 0), face(0.85, 1)];
    const isIn = (templates: ReturnType<typeof buildTemplates>) =>
      templates.flatMap(({ faceIds }) => faceIds).includes("face 2");
    expect(isIn(buildTemplates([...right, face(0.26, 2)]))).toBe(false);
    expect(isIn(buildTemplates([...right, face(0.26, 2, { angle: "profile" })]))).toBe(false);
    expect(isIn(buildTemplates([...right, face(0.29, 2, { angle: "profile" })]))).toBe(true);
  });

  it("keep a face that a human has confirmed, however different", () => {
    const [template] = buildTemplates([
      face(0.9, 0),
      face(0.85, 1),
      face(0.2, 2, { isConfirmed: true, quality: 0.1 }),
    ]);
    expect(template?.faceIds).toContain("face 2");
  });

  it("believe one confirmed face against one that resembles it too little", () => {
    const templates = buildTemplates([
      face(0.9, 0, { quality: 0.9 }),
      face(0.1, 1, { isConfirmed: true }),
    ]);
    expect(templates.map(({ faceIds }) => faceIds)).toEqual([["face 1"]]);
  });

  it("are the same whatever the order of the faces", () => {
    const faces = [0.95, 0.9, 0.9, 0.3, 0.1].map((similarity, side) => face(similarity, side));
    const sorted = (each: readonly string[]) => each.toSorted();
    const [expected] = buildTemplates(faces);
    fc.assert(
      fc.property(fc.shuffledSubarray(faces, { minLength: faces.length }), (shuffled) => {
        const [template] = buildTemplates(shuffled);
        expect(sorted(template?.faceIds ?? [])).toEqual(sorted(expected?.faceIds ?? []));
        expect(cosineSimilarity(template?.vector ?? PROBE, expected?.vector ?? PROBE)).toBeCloseTo(
          1,
          6,
        );
      }),
    );
  });
});
