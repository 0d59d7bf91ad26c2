import { useLocale, useTranslations } from "next-intl";
import { FacePicture } from "#components/people/face-picture.tsx";
import { missingSides, type Side, sides } from "#lib/enrolment/side.ts";
import { formatTag } from "#messages/locale.ts";

/** From which sides the face is known by now, and from which it is still missing. */
export function SideStrip({
  faces,
  isWalk = false,
}: {
  faces: readonly { side: Side; cropUrl: string | null }[];
  /** Says how to turn rather than which picture to choose. */
  isWalk?: boolean;
}) {
  const t = useTranslations("enrolment");
  const list = new Intl.ListFormat(formatTag(useLocale()));
  const missing = missingSides(faces);
  const seen = sides.filter((side) => !missing.includes(side));
  const missingWords = () =>
    isWalk && seen.length > 0
      ? t("sidesMissing", {
          seen: list.format(seen.map((side) => t(`seenFrom.${side}`))),
          missing: list.format(missing.map((side) => t(`turn.${side}`))),
        })
      : t("missing", { list: list.format(missing.map((side) => t(`lacking.${side}`))) });
  return (
    <div className="my-4">
      <ul className="grid grid-cols-3 gap-2">
        {sides.map((side) => {
          const face = faces.find((each) => each.side === side);
          return (
            <li key={side} className="flex flex-col items-center gap-1 text-center">
              {face ? (
                <FacePicture src={face.cropUrl} sizePx={72} className="animate-fade" />
              ) : (
                <span
                  aria-hidden
                  className="size-[72px] rounded-full border-2 border-dashed border-muted"
                />
              )}
              <span className="text-small">{t(`sides.${side}`)}</span>
            </li>
          );
        })}
      </ul>
      <p aria-live="polite" className="mt-2 text-center text-small text-muted">
        {missing.length > 0 ? missingWords() : t("complete")}
      </p>
    </div>
  );
}
