import { describe, expect, it } from "vitest";
import { frontDetection } from "../samples.ts";
import { advanceHead, assignDetections, MAX_GAP_MS, startHead } from "./tracking.ts";

const face = (x: number, height = 50) => frontDetection(x, 100, height);
const headAt = (x: number, height = 50) => startHead(face(x, height).box, 0);
const indices = (assignments: ReturnType<typeof assignDetections>) =>
  assignments.map(({ trackIndex }) => trackIndex);

describe("tracking", () => {
  it("continues the track that a face overlaps", () => {
    expect(indices(assignDetections([headAt(300), headAt(100)], [face(110)], 333))).toEqual([1]);
  });

  it("gives each track to one detection only, the nearest", () => {
    expect(indices(assignDetections([headAt(100)], [face(125), face(105)], 333))).toEqual([
      undefined,
      0,
    ]);
  });

  it("follows a face that walks on at its speed further than a standing one", () => {
    const walking = advanceHead(headAt(100), face(145).box, 333);
    expect(indices(assignDetections([walking], [face(235)], 1000))).toEqual([0]);
    const standing = advanceHead(headAt(145), face(145).box, 333);
    expect(indices(assignDetections([standing], [face(300)], 666))).toEqual([undefined]);
  });

  it("starts a new track where a face jumps across the picture", () => {
    expect(indices(assignDetections([headAt(100)], [face(400)], 333))).toEqual([undefined]);
  });

  it("starts a new track when the size jumps", () => {
    expect(indices(assignDetections([headAt(100)], [face(95, 110)], 333))).toEqual([undefined]);
  });

  it("ends a track after the longest gap", () => {
    const again = [face(100)];
    expect(indices(assignDetections([headAt(100)], again, MAX_GAP_MS))).toEqual([0]);
    expect(indices(assignDetections([headAt(100)], again, MAX_GAP_MS + 1))).toEqual([undefined]);
  });
});
