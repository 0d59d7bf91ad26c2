import type { ClipWorkshop } from "#lib/testing/clips.ts";
import { recordingPath } from "#lib/testing/recordings.ts";

/** Files that the emulator has to give; a recording each for thousands of events would take hours. */
export type Recordings = { testPicture: string; visitors: readonly string[] };

const VISITORS = ["anna-day", "bert-day", "mei-day", "two-anna-emil"];
/** By then the visitors have come near. */
const VISIBLE_FROM_S = "5";

/** Makes short recordings, which are looked at in a moment. */
export async function makeRecordings(workshop: ClipWorkshop): Promise<Recordings> {
  const picture = ["-f", "lavfi", "-i", "testsrc=size=320x180:rate=5:duration=2"];
  const visitors = VISITORS.map((name) =>
    workshop.make(`${name}.mp4`, "-ss", VISIBLE_FROM_S, "-i", recordingPath(name), "-t", "3"),
  );
  return {
    testPicture: await workshop.make("test-picture.mp4", ...picture, "-pix_fmt", "yuv420p"),
    visitors: await Promise.all(visitors),
  };
}
