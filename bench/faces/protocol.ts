import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";

const pictureSchema = z.string().min(1);

const protocolSchema = z.object({
  photos: z.array(pictureSchema).min(1),
  pairs: z
    .array(
      z.tuple([pictureSchema, pictureSchema, z.union([z.boolean(), z.literal(0), z.literal(1)])]),
    )
    .min(1),
  probes: z.array(
    z.object({
      file: pictureSchema,
      variant: z.string(),
      person: z.string(),
      source: pictureSchema,
    }),
  ),
  households: z.array(
    z.object({
      variant: z.string(),
      members: z.array(z.object({ person: z.string(), enrol: z.array(pictureSchema) })),
      visits: z.array(
        z.object({ person: z.string(), member: z.boolean(), frames: z.array(pictureSchema) }),
      ),
    }),
  ),
});

/** What is compared with what; see `media/README.md` of the pictures. Paths are within `folder`. */
export type Protocol = z.infer<typeof protocolSchema> & { readonly folder: string };

export type HouseholdProtocol = Protocol["households"][number];

/** Pictures that are looked for on the disk at once. */
const LOOK_UPS = 64;

/**
 * Reads the protocol of the photographs in `faces/` of a folder of media, or in the folder itself.
 *
 * @throws when there is none, when it is not in the layout, or when a picture that it names is missing
 */
export async function readProtocol(dataDir: string): Promise<Protocol> {
  const folder = await folderOfFaces(resolve(dataDir));
  const file = join(folder, "protocol.json");
  const protocol = { ...parse(file, await readFile(file, "utf8")), folder };
  const missing = await missingPictures(protocol);
  if (missing.length > 0)
    throw new Error(
      `${missing.length} pictures that ${file} names are missing, the first is ${missing[0]}.`,
    );
  return protocol;
}

async function folderOfFaces(dataDir: string): Promise<string> {
  for (const folder of [join(dataDir, "faces"), dataDir])
    if (await isFile(join(folder, "protocol.json"))) return folder;
  throw new Error(`There is neither ${dataDir}/faces/protocol.json nor ${dataDir}/protocol.json.`);
}

function parse(file: string, text: string): z.infer<typeof protocolSchema> {
  try {
    return protocolSchema.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${file} is not in the layout: ${why}`, { cause: error });
  }
}

/** Every picture that the protocol names, once. */
export function picturesOf({ photos, pairs, probes, households }: Protocol): string[] {
  const enrolled = households.flatMap(({ members }) => members.flatMap(({ enrol }) => enrol));
  const visiting = households.flatMap(({ visits }) => visits.flatMap(({ frames }) => frames));
  const compared = [...pairs.map(([first]) => first), ...pairs.map(([, second]) => second)];
  return [
    ...new Set([
      ...photos,
      ...probes.map(({ file }) => file),
      ...compared,
      ...enrolled,
      ...visiting,
    ]),
  ];
}

/** Who is in a photograph: the name of the folder that it lies in. */
export function personOf(photo: string): string {
  return photo.split("/").at(-2) ?? "";
}

async function missingPictures(protocol: Protocol): Promise<string[]> {
  const pictures = picturesOf(protocol);
  const missing: string[] = [];
  for (let from = 0; from < pictures.length; from += LOOK_UPS) {
    const part = pictures.slice(from, from + LOOK_UPS);
    const present = await Promise.all(part.map((file) => isFile(join(protocol.folder, file))));
    missing.push(...part.filter((_, index) => !present[index]));
  }
  return missing;
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
