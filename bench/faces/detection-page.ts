import type { DetectionReport } from "./detection.ts";
import { intervalOf, percentOf, table } from "./markdown.ts";

/** The section on what finds faces. */
export function describeDetection({ smallFaces, takenForAnimals }: DetectionReport): string {
  const pasted = smallFaces[0]?.found.of ?? 0;
  const rows = smallFaces.map(({ heightPx, way, found, landmarkError, elsewhere, ms }) => [
    `${heightPx} px, ${way}`,
    percentOf(found),
    `${landmarkError}`,
    `${elsewhere}`,
    `${ms} ms`,
  ]);
  return [
    "### Small faces in 1080p frames",
    "",
    `${pasted} photographs of the half that nothing was tuned on, shrunk and pasted into frames of recordings that`,
    "show nobody, four into each, JPEG 75. Looked for with the network alone, its input so long, and as Kith does.",
    "Error: median distance of the landmarks from where they are, in eye distances. Elsewhere: faces found where",
    "none was meant, among them other people's in the photographs.",
    "",
    table(["", "found", "error", "elsewhere", "a frame"], rows),
    "",
    "### Cats and dogs taken for faces",
    "",
    "**Not measured:** how many of them remain after the check. The figure from which it started, 17.6 % of cat and dog",
    "pictures marked as a face at the detector's score of 0.6 and 8 % at 0.8, came with the models; no picture of an",
    "animal is among the photographs and recordings. What a track must be for Kith to tell of it (a score of 0.75 once,",
    "two detections, plausible landmarks, no cat or dog where it lies) lets fewer pass, nobody knows how many.",
    ...(takenForAnimals
      ? [
          `What can be counted is the other mistake. People's faces that the check takes for an animal's: ${intervalOf(takenForAnimals)}.`,
        ]
      : []),
  ].join("\n");
}
