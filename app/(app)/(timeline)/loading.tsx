import { TimelineSkeleton } from "#components/shell/page-skeleton.tsx";

export default TimelineSkeleton;
