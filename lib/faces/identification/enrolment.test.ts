import { expect, it } from "vitest";
import { syntheticLooks } from "#lib/testing/synthetic-faces.ts";
import type { GalleryFace } from "../gallery/types.ts";
import { enrol, FACES_EACH } from "./enrolment.ts";

const { centre, picture } = syntheticLooks();
const anna = centre();

const face = (index: number, more: Partial<GalleryFace>): GalleryFace => ({
  ...{ faceId: `face-${index}`, personId: "anna", vector: picture(anna), quality: 0.5 },
  ...{ angle: "front", lighting: "day", isConfirmed: false, ...more },
});

it("makes templates of the best faces of each angle and lighting, confirmed ones first", () => {
  const good = Array.from({ length: FACES_EACH }, (_, index) => face(index, { quality: 0.9 }));
  const confirmed = face(100, { quality: 0.1, isConfirmed: true });
  const dark = face(101, { quality: 0.2, lighting: "infrared" });
  const aside = face(102, { quality: 0.2, angle: "profile" });
  const { faces } = enrol({
    ...{ personId: "anna", isChild: false, rejected: [] },
    faces: [face(103, { quality: 0.8 }), ...good, confirmed, dark, aside],
  });
  const ids = new Set(faces.map(({ faceId }) => faceId));
  expect(ids.size).toBe(FACES_EACH + 2);
  for (const { faceId } of [confirmed, dark, aside]) expect(ids).toContain(faceId);
  expect(good.filter(({ faceId }) => !ids.has(faceId))).toHaveLength(1);
});
