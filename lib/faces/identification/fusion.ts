import type { UnitVector, Weighted } from "../types.ts";

/**
 * One vector whose cosine is the weighted similarity of the embedders: with shares of 0.75 and 0.25,
 * `cos(fuse(a, b), fuse(c, d)) = 0.75 cos(a, c) + 0.25 cos(b, d)`.
 *
 * Each part is scaled by the root of its share, so the length stays one. Parts without a share are
 * left out. Vectors compare only when the same embedders made them in the same order.
 *
 * Source of the standard set's shares (`models/manifest.json`): degraded LFW probes. An even average of
 * embedder 0095 and MobileFaceNet loses to 0095 alone on hard frames; 0.75 / 0.25 beats both everywhere
 * (true accepts at a false accept rate of 1e-4: doorbell quality 0.697 against 0.667, blur 0.78
 * against 0.74, faces of 32 px 0.930 against 0.916).
 */
export function fuse(parts: readonly Weighted<{ vector: UnitVector }>[]): UnitVector {
  const counted = parts.filter(({ weight }) => weight > 0);
  const fused = new Float32Array(counted.reduce((sum, { vector }) => sum + vector.length, 0));
  let offset = 0;
  for (const { vector, weight } of counted) {
    const scale = Math.sqrt(weight);
    for (let i = 0; i < vector.length; i++) {
      fused[offset + i] = scale * vector[i]!;
    }
    offset += vector.length;
  }
  return fused as UnitVector;
}
