/**
 * What the font that pictures are drawn with has a sign for: Latin and Cyrillic letters, figures and
 * punctuation.
 */
const DRAWABLE =
  /[\u0020-\u007e\u00a0-\u00ac\u00ae-\u0113\u0116-\u012b\u012e-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u014d\u0150-\u017e\u0218-\u021b\u0400-\u045f\u2013\u2014\u2018-\u201a\u201c-\u201e\u2026]/;

/**
 * The text as far as it can be drawn; empty where a letter cannot, for part of a name is none.
 *
 * [Note: Nothing is fetched to draw] For a sign that its font lacks, the library would ask a server far
 * away for one, and so tell it the name.
 */
export function drawable(text: string): string {
  const signs = [...text.normalize("NFC")].filter((sign) => !isDecoration(sign));
  return signs.every((sign) => DRAWABLE.test(sign)) ? signs.join("").trim() : "";
}

/** Emoji and what joins them: a name is one without, too. */
const isDecoration = (sign: string) =>
  !DRAWABLE.test(sign) && /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d/u.test(sign);
