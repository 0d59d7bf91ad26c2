import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";

const ROWS = ["a", "b", "c", "d", "e"];
const FACES = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Shapes of what comes, with words for who does not see them. */
export function Coming({ className, children }: { className?: string; children: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <div role="status" data-testid="skeleton" className={className}>
      <span className="sr-only">{t("loading")}</span>
      {children}
    </div>
  );
}

/** The shape of the timeline. */
export const TimelineSkeleton = () => (
  <Coming className="mx-auto max-w-[720px] pane:mx-0 pane:max-w-[26rem]">
    <Skeleton className="h-12 rounded-full" />
    <Skeleton className="my-2 h-12 rounded-full" />
    <Skeleton className="h-24 rounded-card" />
    <Skeleton className="mt-6 mb-2 h-6 w-24" />
    <div className="space-y-2">
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-24 rounded-card" />
      ))}
    </div>
  </Coming>
);

/** The shape of a question. */
export const ReviewSkeleton = () => (
  <Coming className="pane:grid pane:grid-cols-2 pane:gap-8">
    <Skeleton className="h-80 rounded-card" />
    <Skeleton className="mt-3 h-40 rounded-card pane:mt-0" />
  </Coming>
);

/** The shape of shelves with faces. */
export const PeopleSkeleton = () => (
  <Coming className="mx-auto max-w-[720px]">
    <Skeleton className="mt-1 mb-6 h-8 w-32" />
    <div className="grid grid-cols-3 gap-4 sm:grid-cols-4">
      {FACES.map((face) => (
        <span key={face} className="flex flex-col items-center gap-2">
          <Skeleton className="size-20 rounded-full" />
          <Skeleton className="h-4 w-16" />
        </span>
      ))}
    </div>
  </Coming>
);

/** The shape of somebody's page. */
export const PersonSkeleton = () => (
  <Coming className="mx-auto max-w-[720px] space-y-4 pane:mx-0">
    <div className="flex flex-col items-center gap-3 pt-14">
      <Skeleton className="size-40 rounded-full" />
      <Skeleton className="h-8 w-40" />
      <Skeleton className="h-5 w-28" />
    </div>
    <Skeleton className="h-36 rounded-card" />
    <Skeleton className="h-60 rounded-card" />
  </Coming>
);

/** The shape of a page of cards under a heading. */
export const CardsSkeleton = () => (
  <Coming className="mx-auto max-w-[720px]">
    <Skeleton className="mt-1 mb-5 h-8 w-40" />
    <div className="space-y-3">
      <Skeleton className="h-32 rounded-card" />
      <Skeleton className="h-52 rounded-card" />
      <Skeleton className="h-40 rounded-card" />
    </div>
  </Coming>
);

/** The shape of a camera, below the way back. */
export const CameraSkeleton = () => (
  <Coming className="space-y-4">
    <div className="space-y-1 px-1">
      <Skeleton className="h-12 w-48" />
      <Skeleton className="h-[22px] w-72 max-w-full" />
    </div>
    <div className="rounded-card bg-card p-4 shadow-card sm:p-5">
      <Skeleton className="aspect-video rounded-xl" />
      <Skeleton className="mt-3 h-12 w-40 rounded-full" />
    </div>
    <Skeleton className="h-12 rounded-card" />
    <Skeleton className="h-52 rounded-card" />
    <Skeleton className="h-52 rounded-card" />
  </Coming>
);
