import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a line imports at once or later; types are gone once it runs. */
const IMPORT = /(?:^(?:im|ex)port (?!type )(?:[^";=]* from )?|\bimport\()"((?:#|\.\.?\/)[^"]+)"/gm;

/**
 * The project's own files that others need, with those themselves, directly or through others.
 *
 * @param files relative to `root`, as is what is returned
 */
export async function importedBy(files: readonly string[], root: string): Promise<Set<string>> {
  const found = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (found.has(file)) return;
    found.add(file);
    const source = /\.tsx?$/.test(file) ? await readFile(join(root, file), "utf8") : "";
    const names = [...source.matchAll(IMPORT)].map(([, name = ""]) => name);
    await Promise.all(names.map((name) => visit(pathOf(name, file))));
  };
  await Promise.all(files.map(visit));
  return found;
}

/** `#lib/x.ts` lies in the project's `lib`, `./x.ts` beside what imports it. */
const pathOf = (name: string, from: string): string =>
  name.startsWith("#") ? name.slice(1) : join(from, "..", name);
