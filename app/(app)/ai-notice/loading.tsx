import { CardsSkeleton } from "#components/shell/page-skeleton.tsx";

export default CardsSkeleton;
