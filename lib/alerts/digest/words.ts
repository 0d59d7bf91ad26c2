import { createTranslator } from "use-intl/core";
import { catalogue } from "#messages/catalogue.ts";
import type { Locale } from "#messages/locale.ts";

/** What the daily message says: how many visits, and at which cameras. It names nobody. */
export function digestWords(
  visits: readonly { visitId: string; cameraName: string }[],
  locale: Locale,
): { title: string; body: string } {
  const t = createTranslator({
    locale,
    messages: catalogue[locale],
    namespace: "alerts.digestPush",
  });
  const visitsByCamera = Map.groupBy(visits, ({ cameraName }) => cameraName);
  const cameras = [...visitsByCamera].map(([camera, seen]) =>
    t("camera", { camera, count: countOf(seen) }),
  );
  return {
    title: t("title", { count: countOf(visits) }),
    body: new Intl.ListFormat(locale, { type: "unit" }).format(cameras),
  };
}

const countOf = (visits: readonly { visitId: string }[]): number =>
  new Set(visits.map(({ visitId }) => visitId)).size;
