import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { SwitchProgress } from "#lib/models/types.ts";
import { standWords } from "./stand-words.ts";

type SwitchStandProps = {
  progress: SwitchProgress;
  title: string;
  currentTitle: string;
  /** Null for whoever may not choose. */
  retry: (() => void) | null;
  stay: (() => void) | null;
  pending: boolean;
};

/** How far the household is on its way to another set, and what can be done about it. */
export function SwitchStand(props: SwitchStandProps) {
  const { progress, title, currentTitle, retry, stay, pending } = props;
  const t = useTranslations("models.stand");
  const { words, share } = standWords(t, progress);
  return (
    <Card title={t("title", { title })}>
      <div role="status">
        <p className="mb-2 tabular-nums">{words}</p>
        <ProgressBar label={words} share={share} />
        <p className="mt-2 text-pretty text-muted">{t("meanwhile", { title: currentTitle })}</p>
      </div>
      {progress.problem && (
        <Notice tone="warning" title={t("problem")}>
          <p className="break-words">
            {t.rich("why", {
              problem: progress.problem,
              technical: (words) => <span lang="en">{words}</span>,
            })}
          </p>
        </Notice>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        {progress.problem && retry && (
          <form action={retry}>
            <Button type="submit" look="main" disabled={pending}>
              {t("again")}
            </Button>
          </form>
        )}
        {stay && (
          <form action={stay}>
            <Button type="submit" disabled={pending}>
              {t("stay", { title: currentTitle })}
            </Button>
          </form>
        )}
      </div>
    </Card>
  );
}
