import type { useTranslations } from "next-intl";
import type { SwitchProgress } from "#lib/models/types.ts";

/** How far the way to another set has come, in words and as a share of 0..1 of the present step. */
export function standWords(
  t: ReturnType<typeof useTranslations<"models.stand">>,
  { megabytes, faces, problem }: SwitchProgress,
): { words: string; share: number } {
  if (problem && megabytes.total === 0 && faces.embedded === 0)
    return { words: t("nothing"), share: 0 };
  if (megabytes.fetched < megabytes.total)
    return { words: t("downloaded", megabytes), share: megabytes.fetched / megabytes.total };
  return {
    words: t("faces", { done: faces.embedded, total: faces.total }),
    share: faces.total > 0 ? faces.embedded / faces.total : 1,
  };
}
