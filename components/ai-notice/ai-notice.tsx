import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import type { ModelFact } from "#lib/models/types.ts";
import { LookAlikePlot } from "./look-alike-plot.tsx";

const tags = {
  b: (words: ReactNode) => <b>{words}</b>,
  em: (words: ReactNode) => <em>{words}</em>,
};

/** What the recognition does, what it cannot do, and what the household owes to those it films. */
export function AiNotice({ models }: { models: readonly ModelFact[] }) {
  const t = useTranslations("notice");
  const use = useTranslations("models.use");
  return (
    <div className="space-y-4">
      <Card title={t("does.title")}>
        <Points>
          <li>{t("does.looks")}</li>
          <li>{t.rich("does.names", tags)}</li>
          <li>{t("does.judges")}</li>
        </Points>
      </Card>
      <Card title={t("kept.title")}>
        <Points>
          <li>{t("kept.here")}</li>
          <li>{t("kept.biometric")}</li>
          <li>{t("kept.history")}</li>
        </Points>
      </Card>
      <Card title={t("alike.title")}>
        <LookAlikePlot />
        <p className="mt-3 text-small text-pretty text-muted">{t("alike.measured")}</p>
        <Points className="mt-4">
          {(["children", "origin", "relatives", "animals", "dark", "print"] as const).map(
            (whom) => (
              <li key={whom}>{t.rich(`alike.${whom}`, tags)}</li>
            ),
          )}
        </Points>
      </Card>
      <Card title={t("yours.title")}>
        <Points>
          {(["tell", "law", "ground", "answer"] as const).map((duty) => (
            <li key={duty}>{t.rich(`yours.${duty}`, tags)}</li>
          ))}
        </Points>
      </Card>
      <Card title={t("models.title")}>
        <p className="text-pretty text-muted">{t("models.about")}</p>
        <ul className="mt-3 space-y-3">
          {models.map(({ name, role, licence, attribution }) => (
            <li key={name}>
              <p>
                <span className="font-medium">{name}</span>{" "}
                <span className="text-small text-muted">
                  {use(role)} · {licence}
                </span>
              </p>
              <p className="text-small text-pretty text-muted" lang="en">
                {attribution}
              </p>
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

const Points = ({ children, className = "" }: { children: ReactNode; className?: string }) => (
  <ul className={`list-disc space-y-2 pl-5 text-pretty marker:text-muted ${className}`}>
    {children}
  </ul>
);
