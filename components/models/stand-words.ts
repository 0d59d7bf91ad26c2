import type { SwitchProgress } from "#lib/models/types.ts";

const spaced = (count: number) => count.toLocaleString("en").replaceAll(",", "\u00a0");

/** How far the way to another set has come, in words and as a share of 0..1 of the present step. */
export function standWords({ megabytes, faces, problem }: SwitchProgress): {
  words: string;
  share: number;
} {
  if (problem && megabytes.total === 0 && faces.embedded === 0)
    return { words: "Nothing is done yet", share: 0 };
  if (megabytes.fetched < megabytes.total)
    return {
      words: `${spaced(megabytes.fetched)} of ${spaced(megabytes.total)} MB downloaded`,
      share: megabytes.fetched / megabytes.total,
    };
  return {
    words: `${spaced(faces.embedded)} of ${spaced(faces.total)} faces looked at again`,
    share: faces.total > 0 ? faces.embedded / faces.total : 1,
  };
}
