import { describe, expect, it } from "vitest";
import { frontDetection } from "../samples.ts";
import { decodeDetections, mergeScales, suppressOverlaps } from "./detections.ts";
import { letterbox } from "./letterbox.ts";

describe("decoding", () => {
  const box = letterbox(128, 64, 64);
  const cells = (box.width / 8) * (box.height / 8);

  function headWith(cell: number, cls: number, obj: number) {
    const head = {
      stride: 8,
      classScores: new Float32Array(cells),
      objectScores: new Float32Array(cells),
      boxes: new Float32Array(cells * 4),
      points: new Float32Array(cells * 10),
    };
    head.classScores[cell] = cls;
    head.objectScores[cell] = obj;
    head.boxes.set([0.5, 0.25, Math.log(2), Math.log(3)], cell * 4);
    head.points.set([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], cell * 10);
    return head;
  }

  it("places a cell's box and landmarks in frame pixels", () => {
    const [found] = decodeDetections([headWith(8 + 3, 0.81, 1)], box);
    expect(found?.score).toBeCloseTo(0.9, 5);
    expect(found?.box.x).toBeCloseTo((3.5 * 8 - 8) * 2, 4);
    expect(found?.box.y).toBeCloseTo((1.25 * 8 - 12) * 2, 4);
    expect(found?.box.width).toBeCloseTo(32, 4);
    expect(found?.box.height).toBeCloseTo(48, 4);
    expect(found?.landmarks[4].x).toBeCloseTo((0.9 + 3) * 16, 4);
    expect(found?.landmarks[4].y).toBeCloseTo((1 + 1) * 16, 4);
  });

  it("counts a detection from a score of 0.6 and clips what the network overshoots", () => {
    expect(decodeDetections([headWith(0, 0.6, 0.59)], box)).toHaveLength(0);
    expect(decodeDetections([headWith(0, 0.6, 0.61)], box)).toHaveLength(1);
    expect(decodeDetections([headWith(0, 1.4, 1)], box)[0]?.score).toBe(1);
  });
});

describe("suppression", () => {
  it("keeps the best of overlapping detections and all that stand apart", () => {
    const best = frontDetection(100, 100, 50, 0.9);
    const worse = frontDetection(105, 102, 50, 0.8);
    const apart = frontDetection(300, 100, 50, 0.7);
    expect(suppressOverlaps([worse, apart, best])).toEqual([best, apart]);
  });

  it("drops a part of a face that lies inside it", () => {
    const whole = frontDetection(100, 100, 200, 0.9);
    const part = frontDetection(140, 150, 60, 0.8);
    expect(suppressOverlaps([whole, part])).toEqual([whole]);
  });

  it("prefers the fine landmarks of a small face and the coarse ones of a huge face", () => {
    const fine = frontDetection(100, 100, 80, 0.7);
    const coarse = frontDetection(102, 101, 82, 0.95);
    expect(mergeScales([fine], [coarse], 250)).toEqual([fine]);
    const hugeFine = frontDetection(100, 100, 400, 0.95);
    const hugeCoarse = frontDetection(102, 101, 402, 0.7);
    expect(mergeScales([hugeFine], [hugeCoarse], 250)).toEqual([hugeCoarse]);
  });
});
