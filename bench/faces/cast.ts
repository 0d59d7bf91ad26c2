import { readFile, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { z } from "zod";

/** A recording with who is in it. */
export type Recording = {
  readonly name: string;
  readonly path: string;
  readonly people: readonly string[];
};

/** Recordings, and the pictures or recordings by which some of the people in them are known. */
export type Cast = {
  readonly recordings: readonly Recording[];
  /** Each shows one person. */
  readonly enrolment: readonly { readonly person: string; readonly path: string }[];
};

const filmedSchema = z.object({
  recordings: z.array(z.object({ file: z.string(), people: z.array(z.string()) })),
  enrol: z.array(z.object({ file: z.string(), person: z.string() })),
});

const renderedSchema = z.object({
  clips: z.array(z.object({ file: z.string(), people: z.array(z.object({ who: z.string() })) })),
});

const RENDERED = resolve(import.meta.dirname, "../../e2e/fakes/ring/recordings");
/** The recordings by which rendered people are known: one of each alone, by day. */
const ENROLMENT_SUFFIX = "-day";

/** The filmed people of a folder of media, known by photographs; nothing where it has no recordings. */
export async function filmedCast(dataDir: string): Promise<Cast | undefined> {
  const manifest = join(dataDir, "manifest.json");
  if (!(await stat(manifest).catch(() => undefined))) return undefined;
  const { recordings, enrol } = filmedSchema.parse(JSON.parse(await readFile(manifest, "utf8")));
  return {
    recordings: recordings.map(({ file, people }) => recordingOf(join(dataDir, file), people)),
    enrolment: enrol.map(({ file, person }) => ({ person, path: join(dataDir, file) })),
  };
}

/** The rendered people of this repository, known by one recording each and seen in all others. */
export async function renderedCast(): Promise<Cast> {
  const manifest = await readFile(join(RENDERED, "manifest.json"), "utf8");
  const { clips } = renderedSchema.parse(JSON.parse(manifest));
  const recordings = clips.map(({ file, people }) =>
    recordingOf(
      join(RENDERED, basename(file)),
      people.map(({ who }) => who),
    ),
  );
  return {
    recordings,
    enrolment: recordings.flatMap(({ name, path, people: [person] }) =>
      person && name.endsWith(ENROLMENT_SUFFIX) ? [{ person, path }] : [],
    ),
  };
}

const recordingOf = (path: string, people: readonly string[]): Recording => ({
  name: basename(path, ".mp4"),
  path,
  people,
});
