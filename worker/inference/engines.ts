import type { DetectionScale } from "#lib/faces/detection-scale.ts";
import type { Detection, RgbImage } from "#lib/faces/types.ts";
import { openDetector } from "./detector.ts";
import { type Embedder, openMobileFaceNet, openRetail0095 } from "./embedder.ts";

/** Absolute paths of the ONNX files. MobileFaceNet's weights lie beside it as `<path>.data`. */
export type ModelPaths = {
  readonly detector: string;
  readonly embedder0095: string;
  readonly mobileFaceNet: string;
};

/** The loaded models. One set serves a whole worker; every method may be called concurrently. */
export type Engines = {
  /** Faces in pixels of the image. The scale is fine unless said otherwise. */
  detect(image: RgbImage, scale?: DetectionScale): Promise<Detection[]>;
  /** In the order that `fuse` takes them: the primary one first. */
  readonly embedders: readonly [primary: Embedder, secondary: Embedder];
  close(): Promise<void>;
};

/** Loads all models. Rejects when a file is missing or is not the model it should be. */
export async function loadEngines(paths: ModelPaths): Promise<Engines> {
  const detector = await openDetector(paths.detector);
  const primary = await openRetail0095(paths.embedder0095);
  const secondary = await openMobileFaceNet(paths.mobileFaceNet);
  return {
    detect: (image, scale = "fine") => detector.detect(image, scale),
    embedders: [primary, secondary],
    async close() {
      await Promise.all([detector.close(), primary.close(), secondary.close()]);
    },
  };
}
