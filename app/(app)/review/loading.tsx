import { ReviewSkeleton } from "#components/shell/page-skeleton.tsx";

export default ReviewSkeleton;
