import { Coming } from "#components/shell/page-skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** The shape of a visit: the recording with its controls, the sentence, who it was. */
export const VisitSkeleton = () => (
  <Coming className="space-y-4">
    <div className="overflow-hidden rounded-card">
      <Skeleton className="aspect-video rounded-none" />
      <Skeleton className="h-24 rounded-none sm:h-12 pane:h-20" />
    </div>
    <div className="space-y-1 px-1">
      <Skeleton className="h-7 w-2/3" />
      <Skeleton className="h-[22px] w-1/2" />
    </div>
    <Skeleton className="h-64 rounded-card" />
    <Skeleton className="h-36 rounded-card" />
  </Coming>
);
