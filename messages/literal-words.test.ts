import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { literalWords } from "./literal-words.ts";

describe("words in a component's source", () => {
  it.each([
    ["a text", "<p>Nobody yet.</p>"],
    ["a text of one word", "<b>loading</b>"],
    ["a label", '<nav aria-label="Main" />'],
    ["a choice", '<p>{isOn ? "Switched off" : t("on")}</p>'],
    ["a part of a sentence", "<p>{`\u0024{minutes} min ago`}</p>"],
    ["a table of words", 'const words = { late: "too late" };'],
  ])("are found: %s", (_, source) => {
    expect(literalWords("component.tsx", source)).toHaveLength(1);
  });

  it.each([
    ["messages", '<p>{t("nobody")}</p>'],
    ["classes", '<p className="block truncate">{classNames("grow", "flex grow")}</p>'],
    ["keys", 'if (event.key === "Escape") close();'],
    ["marks", "<p>{a} · {b}</p>"],
    ["the name of the product", "<h1>Kith</h1>"],
  ])("are not taken for words: %s", (_, source) => {
    expect(literalWords("component.tsx", source)).toEqual([]);
  });

  it("stand in none: they come from the messages", () => {
    const files = globSync(["app/**/*.tsx", "components/**/*.{ts,tsx}"]);
    const found = files
      .filter((file) => !/\.test\.tsx?$/.test(file))
      .flatMap((file) =>
        literalWords(file, readFileSync(file, "utf8")).map((words) => `${file}:${words}`),
      );
    expect(found).toEqual([]);
  });
});
