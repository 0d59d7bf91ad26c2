import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { FacePicture } from "#components/people/face-picture.tsx";
import type { MistakenFace } from "#lib/calibration/types.ts";

/** Faces that would have been named as somebody else; each leads to where it can be mended. */
export function MistakeList({ mistakes }: { mistakes: readonly MistakenFace[] }) {
  const t = useTranslations("sureness.mistakes");
  return (
    <ul className="-mx-2">
      {mistakes.map(({ faceId, eventId, cropUrl, name, namedAs }) => (
        <li key={faceId}>
          <Link
            href={`/events/${eventId}`}
            prefetch={false}
            className="flex min-h-16 items-center gap-3 rounded-lg px-2 hover:bg-sunken"
          >
            <FacePicture src={cropUrl} sizePx={48} />
            <span className="grow text-pretty">
              {t.rich("one", { name, namedAs, b: (words) => <b>{words}</b> })}
            </span>
            <ChevronRight
              aria-hidden
              size={20}
              strokeWidth={1.75}
              className="shrink-0 text-muted"
            />
          </Link>
        </li>
      ))}
    </ul>
  );
}
