import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice.tsx";

type ModelsBannerProps = { missing: string[]; error: string | null };

/** Said on every page while faces cannot be recognised: what is missing, what it means, what to do. */
export function ModelsBanner({ missing, error }: ModelsBannerProps) {
  const t = useTranslations("shell.models");
  return (
    <Notice tone="warning" title={t("title")}>
      {missing.length > 0 && (
        <p>{t("missing", { count: missing.length, names: missing.join(", ") })}</p>
      )}
      {error && (
        <p className="break-words">
          {t.rich("broken", { error, technical: (words) => <span lang="en">{words}</span> })}
        </p>
      )}
      <p>{t.rich("about", { code: (typed) => <code>{typed}</code> })}</p>
    </Notice>
  );
}
