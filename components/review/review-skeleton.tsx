import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** The shape of a question. */
export function ReviewSkeleton() {
  const t = useTranslations("review");
  return (
    <div role="status" className="pane:grid pane:grid-cols-2 pane:gap-8">
      <span className="sr-only">{t("loading")}</span>
      <Skeleton className="h-80 rounded-card" />
      <Skeleton className="mt-3 h-40 rounded-card pane:mt-0" />
    </div>
  );
}
