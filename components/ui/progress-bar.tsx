/** How far something is that takes a while, as a share of 0..1. */
export const ProgressBar = ({ label, share }: { label: string; share: number }) => (
  <progress
    aria-label={label}
    value={share}
    className="block h-2 w-full overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
  />
);
