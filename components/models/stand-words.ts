import type { SwitchProgress } from "#lib/models/types.ts";

const spaced = (count: number) => count.toLocaleString("en").replaceAll(",", "\u00a0");

/** How far the way to another set has come, in words and as a share of 0..1 of the present step. */
export function standWords({ megabytes, faces, problem }: SwitchProgress): {
  words: string;
  share: number;
} {
  const isFetching = megabytes.fetched < megabytes.total || (problem && faces.embedded === 0);
  if (isFetching)
    return {
      words: `${spaced(megabytes.fetched)} of ${spaced(megabytes.total)} MB downloaded`,
      share: megabytes.total > 0 ? megabytes.fetched / megabytes.total : 0,
    };
  return {
    words: `${spaced(faces.embedded)} of ${spaced(faces.total)} faces looked at again`,
    share: faces.total > 0 ? faces.embedded / faces.total : 1,
  };
}
