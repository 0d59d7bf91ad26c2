import { useTranslations } from "next-intl";
import type { ModelFact, SetOffer } from "#lib/models/types.ts";

/** What a set is: in a sentence, how good, and each of its models with licence and size. */
export function SetFacts({ offer: { name, isTried, embedders } }: { offer: SetOffer }) {
  const t = useTranslations("models");
  return (
    <div className="space-y-3">
      <p className="text-pretty">{t(`sets.${name}.summary`)}</p>
      <p className="text-pretty">
        {t(`sets.${name}.accuracy`)}
        {!isTried && <strong className="font-semibold"> {t("facts.untried")}</strong>}
      </p>
      <ModelFacts models={embedders} />
    </div>
  );
}

type ListedModel = ModelFact & { share?: number };

/** Models with what they do, licence, size and makers. */
export function ModelFacts({ models }: { models: readonly ListedModel[] }) {
  const t = useTranslations("models");
  return (
    <ul className="divide-y divide-line">
      {models.map(({ name, role, licence, attribution, megabytes, share }) => (
        <li key={name} className="py-3 first:pt-0 last:pb-0">
          <p className="font-medium break-words">{name}</p>
          <p className="text-small text-muted tabular-nums">
            {[
              t(`use.${role}`),
              share !== undefined && share < 1 && t("facts.share", { share }),
              t("facts.licence", { licence }),
              t("facts.size", { megabytes }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <p className="text-small text-pretty text-muted" lang="en">
            {attribution}
          </p>
        </li>
      ))}
    </ul>
  );
}
