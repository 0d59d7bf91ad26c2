import type { BundledRecording, BundleWork } from "./types.ts";

/** A file of a bundle with its fingerprint. */
export type BundledFile = { name: string; bytes: number; sha256: string };

/** What became of one recording. */
export type MadeRecording = {
  recording: BundledRecording;
  /** Of the recording as Ring gave it, which is not in the bundle. */
  originalSha256: string;
  clip: BundledFile;
  stills: { file: BundledFile; atMs: number; name: string | null }[];
  /** Faces that are blurred somewhere in it: tracked ones, and looks at which one more was found. */
  blurred: { tracks: number; places: number };
};

/** The time in both zones that a reader may ask for. */
function moment(at: Date, timeZone: string): { utc: string; local: string } {
  const local = new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "medium",
    timeZone,
  }).format(at);
  return { utc: at.toISOString(), local: `${local} ${timeZone}` };
}

/** What a bundle says of itself, to be read by a person and by a program. */
export function manifestOf(
  { bundleId, visit, personIds, withSound, timeZone }: BundleWork,
  made: readonly MadeRecording[],
  readme: BundledFile,
  by: { version: string; madeAt: Date },
) {
  const faces = made.flatMap(({ recording }) => recording.faces);
  const nameOf = new Map(faces.map(({ personId, name }) => [personId, name]));
  return {
    format: "kith-evidence-bundle/1",
    madeBy: `Kith ${by.version}`,
    madeAt: moment(by.madeAt, timeZone),
    bundleId,
    visit: {
      id: visit.id,
      from: moment(visit.startedAt, timeZone),
      to: moment(visit.endedAt, timeZone),
    },
    visible: personIds.map((personId) => ({ personId, name: nameOf.get(personId) ?? null })),
    sound: withSound ? "as recorded" : "removed",
    blurring: {
      how: "Every face that was found, except those of the people listed under visible, is covered with the frame reduced to 16 colours along its long side. The covered part is larger than the face, begins before the face was seen and ends after it.",
      notBlurred:
        "What was found by no detector: a face that is turned away, covered or very small.",
      privacyZones: "black",
    },
    recordings: made.map(({ recording, originalSha256, clip, stills, blurred }) => ({
      camera: recording.cameraName,
      event: recording.kind,
      eventAt: moment(recording.occurredAt, timeZone),
      recordedFrom: moment(recording.startedAt, timeZone),
      file: clip.name,
      originalSha256,
      blurred,
      privacyZones: recording.privacyZones.length,
      stills: stills.map(({ file, atMs, name }) => ({ file: file.name, atMs, shows: name })),
    })),
    files: [
      ...made.flatMap(({ clip, stills }) => [clip, ...stills.map(({ file }) => file)]),
      readme,
    ],
  };
}
