import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue.ts";
import { LOCALES } from "./locale.ts";

/** Every message by its path, "shell.timeline". */
function flatten(messages: object, path = ""): [path: string, message: string][] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value]] : flatten(value, `${path}${key}.`),
  );
}

/** The names of what a message is given, "{name}" and "<b>" alike, in the order of the alphabet. */
function argumentsOf(locale: string, message: string): string[] {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    // 0 is literal text and 7 the "#" of a plural; all others are named by what they are given.
    if ("type" in node && node.type !== 0 && node.type !== 7 && "value" in node)
      names.add(String(node.value));
    Object.values(node).forEach(visit);
  };
  visit(new IntlMessageFormat(message, locale).getAst());
  return [...names].toSorted();
}

/** Formats that a message names, "percent" in "{share, number, percent}". */
function formatsNamedBy(locale: string, message: string): string[] {
  const names: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("type" in node && "style" in node && typeof node.style === "string") names.push(node.style);
    Object.values(node).forEach(visit);
  };
  visit(new IntlMessageFormat(message, locale).getAst());
  return names;
}

const english = flatten(catalogue.en);

describe.each(LOCALES)("the messages in %s", (locale) => {
  const said = new Map(flatten(catalogue[locale]));

  it("say all that English says, and no more", () => {
    expect([...said.keys()].toSorted()).toEqual(english.map(([path]) => path).toSorted());
  });

  it("are told the same things", () => {
    const told = english.map(([path]) => [path, argumentsOf(locale, said.get(path) ?? "")]);
    expect(told).toEqual(english.map(([path, text]) => [path, argumentsOf("en", text)]));
  });

  it("name no format, for pages know none: a skeleton says it, as ::percent", () => {
    const naming = [...said].filter(([, text]) => formatsNamedBy(locale, text).length > 0);
    expect(naming).toEqual([]);
  });

  it("are never empty", () => {
    expect([...said].filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});
