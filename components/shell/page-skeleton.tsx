import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";

const ROWS = ["a", "b", "c", "d", "e"];

/** The shape of the timeline. */
export function TimelineSkeleton() {
  const t = useTranslations("shell");
  return (
    <div role="status" className="mx-auto max-w-[720px] pane:mx-0 pane:max-w-[26rem]">
      <span className="sr-only">{t("loading")}</span>
      <Skeleton className="h-12 rounded-full" />
      <Skeleton className="my-2 h-12 rounded-full" />
      <Skeleton className="h-24 rounded-card" />
      <Skeleton className="mt-6 mb-2 h-6 w-24" />
      <div className="space-y-2">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-24 rounded-card" />
        ))}
      </div>
    </div>
  );
}
