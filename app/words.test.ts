import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { importedBy } from "#lib/testing/imports.ts";
import { en } from "#messages/en.ts";

const root = resolve(import.meta.dirname, "..");
const sourceOf = (file: string) => readFileSync(join(root, file), "utf8");
const namesIn = (text: string) => [...text.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name);

/** What is known around it is not known in it. */
const beginsAnew = (layout: string) => sourceOf(layout).includes("<NextIntlClientProvider");

/** The layouts that say what is known in a page, the innermost first. */
function layoutsOf(page: string): string[] {
  const folder = dirname(page);
  const layout = join(folder, "layout.tsx");
  const own = existsSync(join(root, layout)) ? [layout] : [];
  return own.some(beginsAnew) ? own : [...own, ...layoutsOf(folder)];
}

/** What a layout sends to the browser. */
function sentBy(layout: string): string[] {
  const source = sourceOf(layout);
  if (source.includes("<NextIntlClientProvider>")) return Object.keys(en);
  return namesIn(/(?:layoutWithWords\(|wordsOf\(\[)([^)\]]*)/.exec(source)?.[1] ?? "");
}

/** The namespaces that components say something from, those that are loaded later too. */
async function saidBy(files: readonly string[]): Promise<Set<string>> {
  const imported = [...(await importedBy(files, root))].filter((file) => /\.tsx?$/.test(file));
  const used = imported.flatMap((file) => [
    ...sourceOf(file).matchAll(/useTranslations(?:<[^>]*>)?\((?:"(\w+)[."])?/g),
  ]);
  return new Set(used.map(([call, name]) => name ?? call));
}

const pages = globSync("app/**/page.tsx", { cwd: root });

describe("the browser is sent all words", () => {
  it.each(pages)("of %s", async (page) => {
    const layouts = layoutsOf(page);
    const sent = new Set(layouts.flatMap(sentBy));
    const said = await saidBy([page, ...layouts]);
    expect([...said].filter((name) => !sent.has(name))).toEqual([]);
  });
});
