"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { EventFace, FaceReason, Likeness, VisitDetail } from "#lib/events/types.ts";
import { LikenessScale } from "./likeness-scale.tsx";
import { useWhyWords } from "./why-words.ts";

/** "0.62", "0,62" */
function useHundredths() {
  const format = useFormatter();
  return (value: number) =>
    format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** Why a face has its name, or none: in words, then in numbers, then as the pictures compared. */
export function WhyThisName({
  faces,
  reasons,
  knownBy,
}: {
  /** Of one person, best first. */
  faces: readonly EventFace[];
  reasons: Readonly<Record<string, FaceReason>>;
  knownBy: VisitDetail["knownBy"];
}) {
  const t = useTranslations("visit");
  const words = useWhyWords();
  const hundredths = useHundredths();
  const [isOpen, setIsOpen] = useState(false);
  const explained = faces.find(({ faceId }) => reasons[faceId]) ?? faces[0];
  if (!explained) return null;
  const reason = reasons[explained.faceId];
  const compared = reason?.best?.personId ?? explained.person.personId;
  const pictures = knownBy[compared] ?? [];
  const isNamed = explained.person.name !== null || explained.match === "ask";
  return (
    <details className="mt-1" onToggle={(toggle) => setIsOpen(toggle.currentTarget.open)}>
      <summary className="-mx-1 flex min-h-12 w-fit cursor-pointer items-center rounded px-1 text-small font-medium text-accent underline decoration-line underline-offset-4">
        {t(isNamed ? "why.title" : "why.noName")}
      </summary>
      {isOpen && (
        <div className="space-y-3 pb-2">
          {reason && <p className="text-pretty">{words(reason)}</p>}
          {reason && !reason.said && reason.best && <Numbers reason={reason} best={reason.best} />}
          <p className="text-small text-muted tabular-nums">
            {t("why.picture", {
              height: Math.round(explained.heightPx),
              quality: hundredths(explained.quality),
            })}
          </p>
          <div className="grid grid-cols-2 gap-3">
            <Pictures
              title={t("why.fromThisVisit")}
              urls={faces.flatMap(({ cropUrl }) => cropUrl ?? [])}
            />
            {pictures.length > 0 && (
              <Pictures
                title={t("why.knownBy", { who: reason?.best?.name ?? t("who.thisPerson") })}
                urls={pictures}
              />
            )}
          </div>
        </div>
      )}
    </details>
  );
}

function Numbers({ reason, best }: { reason: FaceReason; best: Likeness }) {
  const t = useTranslations("visit");
  const hundredths = useHundredths();
  const { runnerUp, thresholds } = reason;
  const nobody = t("why.somebody");
  const rows = [
    [t("why.likenessTo", { who: best.name ?? nobody }), hundredths(best.similarity)],
    ...(runnerUp
      ? [
          [t("why.next", { who: runnerUp.name ?? nobody }), hundredths(runnerUp.similarity)],
          [
            t("why.lead", { needed: hundredths(thresholds.margin) }),
            hundredths(best.similarity - runnerUp.similarity),
          ],
        ]
      : []),
    [t("why.namedFrom"), hundredths(thresholds.named)],
    [t("why.askedFrom"), hundredths(thresholds.ask)],
  ];
  return (
    <div>
      <LikenessScale best={best} runnerUp={runnerUp} thresholds={thresholds} />
      <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-small tabular-nums">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const Pictures = ({ title, urls }: { title: string; urls: readonly string[] }) => (
  <figure className="min-w-0">
    <figcaption className="mb-1 text-small text-muted">{title}</figcaption>
    <div className="flex flex-wrap gap-1">
      {urls.map((url) => (
        // biome-ignore lint/performance/noImgElement: a crop is small, private and already the right size
        <img
          key={url}
          src={url}
          alt=""
          width={56}
          height={56}
          className="size-14 rounded-lg bg-sunken object-cover"
        />
      ))}
    </div>
  </figure>
);
