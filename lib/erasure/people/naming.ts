/**
 * A text in which these names no longer stand; whole words only, the longest name first.
 *
 * @param somebody what stands there instead
 */
export function withoutNames(text: string, names: readonly string[], somebody: string): string {
  const longestFirst = names.toSorted((a, b) => b.length - a.length);
  const nameless = longestFirst.reduce(
    (said, name) => said.replace(new RegExp(wholeWord(name), "gu"), somebody),
    text,
  );
  return nameless.charAt(0).toUpperCase() + nameless.slice(1);
}

const wholeWord = (name: string) =>
  `(?<![\\p{L}\\p{N}])${name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}(?![\\p{L}\\p{N}])`;
