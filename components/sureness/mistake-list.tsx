import { useTranslations } from "next-intl";
import { FacePicture } from "#components/people/face-picture.tsx";
import { LinkRow } from "#components/ui/link-row.tsx";
import type { MistakenFace } from "#lib/calibration/types.ts";

/** Faces that would have been named as somebody else; each leads to where it can be mended. */
export function MistakeList({ mistakes }: { mistakes: readonly MistakenFace[] }) {
  const t = useTranslations("sureness.mistakes");
  return (
    <ul className="-mx-2">
      {mistakes.map(({ faceId, eventId, cropUrl, name, namedAs }) => (
        <li key={faceId}>
          <LinkRow href={`/events/${eventId}`}>
            <FacePicture src={cropUrl} sizePx={48} />
            <span className="text-pretty">
              {t.rich("one", { name, namedAs, b: (words) => <b>{words}</b> })}
            </span>
          </LinkRow>
        </li>
      ))}
    </ul>
  );
}
