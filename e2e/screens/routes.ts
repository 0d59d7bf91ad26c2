import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const APP = resolve(import.meta.dirname, "../../app");

/** An address of the app, `[personId]` and the like not filled in, and the methods that its file exports. */
export type Route = { path: string; methods: string[] };

/** Every page or route of the app, found by its file. */
export async function routes(fileName: "page.tsx" | "route.ts"): Promise<Route[]> {
  const files = (await readdir(APP, { recursive: true })).filter((file) =>
    new RegExp(`^(?:[^_].*/)?${fileName}$`).test(file),
  );
  return await Promise.all(
    files.map(async (file) => {
      const source = await readFile(join(APP, file), "utf8");
      const methods = source.matchAll(/^export (?:const|async function) ([A-Z]+)\b/gm);
      const folders = file.split("/").slice(0, -1);
      const path = folders.filter((folder) => !folder.startsWith("(")).join("/");
      return { path: `/${path}`, methods: [...methods].flatMap(([, method]) => method ?? []) };
    }),
  );
}
