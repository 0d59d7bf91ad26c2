import { ReviewSkeleton } from "#components/review/review-skeleton.tsx";

export default ReviewSkeleton;
