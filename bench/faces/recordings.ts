import { toUnitBox } from "#lib/faces/boxes.ts";
import type { GalleryFace } from "#lib/faces/gallery/types.ts";
import { assignPeople } from "#lib/faces/identification/assignment.ts";
import { type EnrolledPerson, enrol } from "#lib/faces/identification/enrolment.ts";
import { fuse } from "#lib/faces/identification/fusion.ts";
import {
  type Identification,
  identify,
  withholdName,
} from "#lib/faces/identification/identification.ts";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import type { Detection, RgbImage, UnitBox, UnitVector, Weighted } from "#lib/faces/types.ts";
import { analyseClip } from "#worker/analysis/analyse-clip.ts";
import { analyseStill } from "#worker/analysis/analyse-still.ts";
import type { FaceTrack } from "#worker/analysis/face-tracks.ts";
import type { Engines } from "#worker/inference/engines.ts";
import type { Cast, Recording } from "./cast.ts";

/** What the product found in one recording. */
export type RecordingResult = {
  readonly recording: string;
  /** People in it, and how many of them are enrolled. */
  readonly people: number;
  readonly known: number;
  readonly tracks: number;
  /** Enrolled people who were named, and who were only asked about. */
  readonly named: number;
  readonly asked: number;
  /** Tracks that got the name of somebody who is not in the recording. */
  readonly wronglyNamed: number;
  /** Tracks beyond one for each person, and changes from one known person to another within a track. */
  readonly switches: number;
};

/** The results of whoever decides: an embedder alone, or all together as the product does. */
export type ByDecider = Readonly<Record<string, readonly RecordingResult[]>>;

/** What each embedder makes of one face, in the engines' order. */
type Parts = readonly Weighted<{ vector: UnitVector }>[];

/** Who decides, and what they compare of a face. */
type Decider = { readonly name: string; readonly vectorOf: (parts: Parts) => UnitVector };

/** What was seen in a recording, whoever decides. */
type Seen = {
  readonly tracks: readonly FaceTrack[];
  /** Of every face in every frame. */
  readonly partsByBox: ReadonlyMap<string, Parts>;
};

/** The same as one decider compares it. */
export type Watched = {
  readonly tracks: readonly FaceTrack[];
  readonly vectors: ReadonlyMap<string, UnitVector>;
};

/** The product with its fusion first, then each embedder alone. */
const decidersOf = ({ embedders }: Engines): Decider[] => [
  { name: "fused", vectorOf: fuse },
  ...embedders.map(({ name }, place) => ({
    name,
    vectorOf: (parts: Parts) => parts[place]?.vector ?? fuse(parts),
  })),
];

/**
 * Analyses every recording of a cast and says who is in it, as the product does, and as it would with one
 * embedder. A recording by which somebody is known shows a stranger when it is itself looked at.
 */
export async function measureRecordings(
  { recordings, enrolment }: Cast,
  engines: Engines,
  say: (line: string) => void,
): Promise<ByDecider> {
  const seenByPath = new Map<string, Seen>();
  for (const { name, path } of recordings) {
    say(`${name} …`);
    seenByPath.set(path, await watch(path, engines));
  }
  const known: { readonly person: string; readonly path: string; readonly track: FaceTrack }[] = [];
  for (const { person, path } of enrolment) {
    const tracks = seenByPath.get(path)?.tracks ?? (await lookAtStill(path, engines));
    const [track] = tracks.toSorted((a, b) => b.points.length - a.points.length);
    if (!track) throw new Error(`No face was found in ${path}, by which ${person} is known.`);
    known.push({ person, path, track });
  }
  const judgeAs = (decider: Decider) =>
    recordings.map((recording) => {
      const faces = known
        .filter(({ path }) => path !== recording.path)
        .map(({ person, path, track }) => galleryFace(person, path, asSeenBy(decider, track)));
      const people = [...Map.groupBy(faces, ({ personId }) => personId)].map(([personId, theirs]) =>
        enrol({ personId, isChild: false, rejected: [], faces: theirs }),
      );
      return judge(recording, watchedBy(decider, seenByPath.get(recording.path)), people);
    });
  return Object.fromEntries(
    decidersOf(engines).map((decider) => [decider.name, judgeAs(decider)] as const),
  );
}

const asSeenBy = ({ vectorOf }: Decider, track: FaceTrack): FaceTrack => ({
  ...track,
  fused: vectorOf(track.embeddings),
});

const watchedBy = (decider: Decider, seen: Seen | undefined): Watched => ({
  tracks: (seen?.tracks ?? []).map((track) => asSeenBy(decider, track)),
  vectors: new Map(
    [...(seen?.partsByBox ?? [])].map(([key, parts]) => [key, decider.vectorOf(parts)]),
  ),
});

/** Analyses a clip, and embeds every face of every frame beside it. */
async function watch(path: string, engines: Engines): Promise<Seen> {
  const partsByBox = new Map<string, Parts>();
  const observe = async (frame: RgbImage, detections: Detection[]) => {
    for (const detection of detections)
      partsByBox.set(
        keyOf(toUnitBox(detection.box, frame)),
        await embed(frame, detection, engines),
      );
    return detections;
  };
  const observing: Engines = {
    ...engines,
    detect: async (frame) => observe(frame, await engines.detect(frame)),
    detectNear: async (frame, others) => observe(frame, await engines.detectNear(frame, others)),
  };
  const { signal } = new AbortController();
  const { tracks } = await analyseClip({ path, masks: [], engines: observing, signal });
  return { tracks, partsByBox };
}

/** Boxes are never equal to the last digit by chance. */
export const keyOf = ({ x, y, width, height }: UnitBox): string => `${x} ${y} ${width} ${height}`;

async function embed(
  frame: RgbImage,
  { landmarks }: Detection,
  { embedders }: Engines,
): Promise<Parts> {
  const parts: Weighted<{ vector: UnitVector }>[] = [];
  for (const { embed: run, align, weight } of embedders)
    for (const vector of await run([align(frame, landmarks)])) parts.push({ vector, weight });
  return parts;
}

function lookAtStill(path: string, engines: Engines): Promise<FaceTrack[]> {
  const { signal } = new AbortController();
  return analyseStill({ path, atMs: 0, masks: [], engines, signal });
}

function galleryFace(personId: string, faceId: string, { fused, best }: FaceTrack): GalleryFace {
  const { quality, angle, lighting } = best;
  return { faceId, personId, vector: fused, quality, angle, lighting, isConfirmed: true };
}

/** Compares what was found in a recording with who is in it. */
export function judge(
  { name, people: inIt }: Recording,
  { tracks, vectors }: Watched,
  people: readonly EnrolledPerson[],
): RecordingResult {
  const known = inIt.filter((person) => people.some(({ personId }) => personId === person));
  const found = assignPeople(
    tracks.map(({ fused, points, isDisputed, best: { lighting } }) => ({
      face: { fused, track: points, isDisputed, lighting },
      people,
    })),
    ({ face, people: free }) => {
      const identification = identify(face.fused, free, DEFAULT_THRESHOLDS);
      return face.isDisputed ? withholdName(identification) : identification;
    },
  );
  const given = (outcome: "named" | "ask") =>
    found.flatMap((each) => (each.outcome === outcome ? [each.personId] : []));
  const [named, asked] = [given("named"), given("ask")];
  const right = known.filter((person) => named.includes(person));
  const rightTracks = named.filter((person) => known.includes(person));
  const beyond = Math.max(0, rightTracks.length - right.length, tracks.length - inIt.length);
  const within = tracks.map((track) => {
    const identities = identitiesOf(track, vectors, people);
    return countChanges(identities.filter((person) => known.includes(person)));
  });
  return {
    ...{ recording: name, people: inIt.length, known: known.length, tracks: tracks.length },
    named: right.length,
    asked: known.filter((person) => !right.includes(person) && asked.includes(person)).length,
    wronglyNamed: named.length - rightTracks.length,
    switches: within.reduce((sum, each) => sum + each, beyond),
  };
}

/** Who is named by each frame of a track alone, where anybody is. */
function identitiesOf(
  { points }: FaceTrack,
  vectors: Watched["vectors"],
  people: readonly EnrolledPerson[],
): string[] {
  return points.flatMap(({ box }) => {
    const vector = vectors.get(keyOf(box));
    const found: Identification | undefined =
      vector && identify(vector, people, DEFAULT_THRESHOLDS);
    return found?.outcome === "named" ? [found.personId] : [];
  });
}

/** How often a sequence goes over to another value. */
function countChanges(values: readonly string[]): number {
  return values.filter((value, index) => index > 0 && value !== values[index - 1]).length;
}
