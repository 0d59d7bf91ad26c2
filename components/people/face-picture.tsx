import { UserRound } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";

/** A round face. The name stands beside it, so the picture itself is decorative. */
export function FacePicture({
  src,
  sizePx,
  className,
}: {
  src: string | null;
  sizePx: number;
  className?: string;
}) {
  const shape = classNames("shrink-0 rounded-full bg-sunken object-cover", className);
  const style = { width: sizePx, height: sizePx };
  if (!src)
    return (
      <span style={style} className={classNames(shape, "flex items-center justify-center")}>
        <UserRound aria-hidden size={sizePx * 0.45} strokeWidth={1.5} className="text-muted" />
      </span>
    );
  // biome-ignore lint/performance/noImgElement: a crop is small, private and already the right size
  return <img src={src} alt="" width={sizePx} height={sizePx} style={style} className={shape} />;
}
