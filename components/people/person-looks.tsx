import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import {
  faceAngles,
  type PersonDetail,
  type PersonFace,
  type Sighting,
} from "#lib/people/types.ts";
import { FacePicture } from "./face-picture.tsx";

/** The best picture from every side, and the first and the last time that somebody was seen. */
export function PersonLooks({ person: { bestShots, first, last } }: { person: PersonDetail }) {
  const t = useTranslations("person");
  return (
    <Card title={t("best")}>
      <ul className="grid grid-cols-3 gap-2">
        {faceAngles.map((angle) => {
          const shot = bestShots.find((each) => each.angle === angle);
          const words = t(`angle.${angle}`);
          return (
            <li key={angle} className="flex flex-col items-center gap-2 text-center">
              <Shot shot={shot} words={words} />
              <span className="text-small text-muted">
                {words}
                {!shot && `: ${t("noShot")}`}
              </span>
            </li>
          );
        })}
      </ul>
      {first && last && (
        <dl className="mt-4 grid grid-cols-2 gap-2 border-t border-line pt-3">
          <SeenOnce title={t("first")} sighting={first} />
          <SeenOnce title={t("last")} sighting={last} />
        </dl>
      )}
    </Card>
  );
}

function Shot({ shot, words }: { shot: PersonFace | undefined; words: string }) {
  const t = useTranslations("person");
  const picture = <FacePicture src={shot?.cropUrl ?? null} sizePx={96} loading="lazy" />;
  if (!shot?.eventId) return picture;
  return (
    <Link
      href={`/events/${shot.eventId}`}
      prefetch={false}
      className="rounded-full"
      aria-label={`${words}. ${t("seenAt", { camera: shot.cameraName ?? "" })}`}
    >
      {picture}
    </Link>
  );
}

function SeenOnce({
  title,
  sighting: { eventId, at, cameraName },
}: {
  title: string;
  sighting: Sighting;
}) {
  const { fullDateWords, clockTime } = useTimeWords();
  return (
    <div>
      <dt className="text-small text-muted">{title}</dt>
      <dd>
        <Link
          href={`/events/${eventId}`}
          prefetch={false}
          className="block min-h-12 tabular-nums hover:underline"
        >
          <span className="block font-medium">
            {fullDateWords(at)}, {clockTime(at)}
          </span>
          <span className="block text-small text-muted wrap-anywhere">{cameraName}</span>
        </Link>
      </dd>
    </div>
  );
}
