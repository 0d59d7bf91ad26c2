import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { Zone } from "#lib/cameras/types.ts";
import type { Absences, AbsentMoment } from "#lib/faces/absences/types.ts";
import { absenceWords, momentAdvice } from "./absence-words.ts";
import { PrivacyZone } from "./zone-picture.tsx";

/** Why a camera's recordings gave no face: how often for which reason, and pictures of the newest. */
export function AbsenceView({
  cameraName,
  absences: { days, withFace, without, moments },
  privacyZones,
  now,
}: {
  cameraName: string;
  absences: Absences;
  /** Covered in older pictures too. */
  privacyZones: Zone[];
  now: string;
}) {
  const { momentWords } = useTimeWords();
  const t = useTranslations("cameras.absence");
  const all = without.reduce((sum, { count }) => sum + count, withFace);
  return (
    <article className="space-y-4">
      <header className="px-1">
        <h1 className="text-display font-semibold">{t("title")}</h1>
        <p className="text-muted">{cameraName}</p>
      </header>
      <Card>
        <p>{t("share", { withFace, all, days })}</p>
        {without.length > 0 && (
          <ul className="mt-3 space-y-2">
            {without.map(({ reason, count }) => (
              <ReasonBar key={reason} reason={reason} count={count} all={all} />
            ))}
          </ul>
        )}
      </Card>
      {moments.length === 0 ? (
        <p className="px-1 text-muted">{t("noPicture")}</p>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2">
          {moments.map((moment) => (
            <li key={moment.eventId}>
              <Moment
                moment={moment}
                privacyZones={privacyZones}
                at={momentWords(moment.occurredAt, now)}
              />
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

function ReasonBar({ reason, count, all }: { reason: string; count: number; all: number }) {
  const t = useTranslations("cameras.absence");
  return (
    <li>
      <div className="flex justify-between gap-3 text-small">
        <span>{absenceWords(t, reason).title}</span>
        <span className="text-muted tabular-nums">{count}</span>
      </div>
      <div aria-hidden className="mt-1 h-1.5 rounded-full bg-sunken">
        <div
          className="h-full rounded-full bg-unknown"
          style={{ width: `${(100 * count) / all}%` }}
        />
      </div>
    </li>
  );
}

function Moment({
  moment,
  privacyZones,
  at,
}: {
  moment: AbsentMoment;
  privacyZones: Zone[];
  at: string;
}) {
  const t = useTranslations("cameras.absence");
  return (
    <Link
      href={`/events/${moment.eventId}`}
      prefetch={false}
      className="block rounded-card bg-card p-3 shadow-card transition-colors hover:bg-sunken"
    >
      <span className="relative block overflow-hidden rounded-xl bg-sunken">
        {/* biome-ignore lint/performance/noImgElement: private, and already the right size */}
        <img
          src={moment.pictureUrl}
          alt=""
          width={800}
          height={450}
          className="h-auto w-full"
          loading="lazy"
        />
        <svg
          aria-hidden="true"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full"
        >
          {moment.box && <SeenBox box={moment.box} />}
          {privacyZones.map((zone) => (
            <PrivacyZone key={JSON.stringify(zone)} zone={zone} />
          ))}
        </svg>
      </span>
      <span className="mt-3 block font-semibold">{absenceWords(t, moment.reason).title}</span>
      <span className="block text-small text-muted tabular-nums">{at}</span>
      <span className="mt-1 block text-small text-pretty">{momentAdvice(t, moment)}</span>
    </Link>
  );
}

/** Room around the box, in its own sides: a line on a small face would hide it. */
const ROOM = 0.4;

function SeenBox({ box }: { box: NonNullable<AbsentMoment["box"]> }) {
  const place = {
    x: 100 * (box.x - ROOM * box.width),
    y: 100 * (box.y - ROOM * box.height),
    width: 100 * box.width * (1 + 2 * ROOM),
    height: 100 * box.height * (1 + 2 * ROOM),
    fill: "none",
    vectorEffect: "non-scaling-stroke",
  };
  return (
    <>
      <rect {...place} stroke="#000b" strokeWidth={5} />
      <rect {...place} stroke="#ffd27a" strokeWidth={2} />
    </>
  );
}
