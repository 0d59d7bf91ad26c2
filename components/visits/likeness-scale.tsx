import type { FaceReason, Likeness } from "#lib/events/types.ts";

const percent = (likeness: number) => `${(Math.min(1, Math.max(0, likeness)) * 100).toFixed(1)}%`;

/** Likenesses on a line from 0 to 1, with the thresholds. Decorative: the numbers stand below. */
export const LikenessScale = ({
  best,
  runnerUp,
  thresholds,
}: {
  best: Likeness;
  runnerUp: Likeness | null;
  thresholds: FaceReason["thresholds"];
}) => (
  <div aria-hidden className="relative mx-2 h-6">
    <div className="absolute inset-x-0 top-1/2 h-1 -translate-y-1/2 rounded-full bg-line" />
    <div
      className="absolute top-1/2 right-0 h-1 -translate-y-1/2 rounded-full bg-familiar"
      style={{ left: percent(thresholds.named) }}
    />
    <div
      className="absolute top-1/2 h-1 -translate-y-1/2 bg-unknown"
      style={{
        left: percent(thresholds.ask),
        width: percent(thresholds.named - thresholds.ask),
      }}
    />
    {runnerUp && (
      <span
        className="absolute top-1/2 -ml-1.5 size-3 -translate-y-1/2 rounded-full border-2 border-muted bg-card"
        style={{ left: percent(runnerUp.similarity) }}
      />
    )}
    <span
      className="absolute top-1/2 -ml-2 size-4 -translate-y-1/2 rounded-full bg-ink ring-2 ring-card"
      style={{ left: percent(best.similarity) }}
    />
  </div>
);
