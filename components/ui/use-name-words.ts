import { useTranslations } from "next-intl";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";
import type { NameWords } from "./name-editor.tsx";

/** What stands beside a name that can be changed. */
export function useNameWords(): NameWords {
  const t = useTranslations("naming");
  return {
    name: t("name"),
    rename: t("rename"),
    give: t("give"),
    save: t("save"),
    saving: t("saving"),
    cancel: t("cancel"),
    tooLong: (length) => t("tooLong", { most: MAX_NAME_LENGTH, length }),
  };
}
