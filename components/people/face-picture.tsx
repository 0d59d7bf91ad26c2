import { UserRound } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";

/** A round face. The name stands beside it, so the picture itself is decorative. */
export function FacePicture({
  src,
  sizePx,
  className,
  loading,
  isMain,
}: {
  src: string | null;
  sizePx: number;
  className?: string;
  /** "lazy" in a long list: fetched only once it comes near. */
  loading?: "lazy";
  /** What the page is about: fetched before everything else. */
  isMain?: boolean;
}) {
  const shape = classNames("shrink-0 rounded-full bg-sunken object-cover", className);
  const style = { width: sizePx, height: sizePx };
  if (!src)
    return (
      <span style={style} className={classNames(shape, "flex items-center justify-center")}>
        <UserRound aria-hidden size={sizePx * 0.45} strokeWidth={1.5} className="text-muted" />
      </span>
    );
  return (
    // biome-ignore lint/performance/noImgElement: a crop is small, private and already the right size
    <img
      src={src}
      alt=""
      loading={loading}
      fetchPriority={isMain ? "high" : undefined}
      width={sizePx}
      height={sizePx}
      style={style}
      className={shape}
    />
  );
}
