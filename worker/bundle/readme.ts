import { createTranslator } from "use-intl/core";
import type { BundleWork } from "#lib/bundles/types.ts";
import { catalogue } from "#messages/catalogue.ts";
import { formatTag } from "#messages/locale.ts";

/** What a bundle tells whoever opens it first, in the language of who asked for it. */
export function readmeOf({ locale, personIds, recordings, withSound }: BundleWork): string {
  const t = createTranslator({ locale, messages: catalogue[locale], namespace: "bundle.readme" });
  const faces = recordings.flatMap((recording) => recording.faces);
  const names = personIds.map(
    (id) => faces.find(({ personId }) => personId === id)?.name ?? t("somebody"),
  );
  const who = new Intl.ListFormat(formatTag(locale)).format(names);
  return [
    t("title"),
    names.length > 0 ? t("visible", { who }) : t("visibleNobody"),
    t("notFound"),
    ...(recordings.some(({ privacyZones }) => privacyZones.length > 0) ? [t("zones")] : []),
    t(withSound ? "soundKept" : "soundRemoved"),
    t("manifest"),
    t("check"),
  ]
    .map((paragraph) => `${paragraph}\r\n`)
    .join("\r\n");
}
