"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import useSWR from "swr";
import { guestsOf } from "#components/events/visit-words.ts";
import { FacePicture } from "#components/people/face-picture.tsx";
import { usePeopleWords } from "#components/people/use-people-words.ts";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import type { BundleSummary } from "#lib/bundles/types.ts";
import type { EventFace, VisitDetail } from "#lib/events/types.ts";
import { BundleList } from "./bundle-list.tsx";

/** Asks for a bundle of a visit, given by the page. */
export type ShareAction = Action<
  { visitId: string; personIds: string[]; withSound: boolean },
  { bundleId: string }
>;

/** Has a visit made into a file for somebody outside, and hands it out. */
export function ShareCard({
  visit,
  share,
  now,
}: {
  visit: VisitDetail;
  share: ShareAction;
  now: string;
}) {
  const t = useTranslations("bundle");
  const { visitId } = visit;
  const { data: bundles = [], mutate } = useSWR<BundleSummary[], Error>(
    `/api/visits/${visitId}/bundles`,
    fetchJson,
  );
  useLive(() => mutate());
  const isMaking = bundles.some(({ file, failure }) => !file && !failure);
  const hasRecording = visit.events.some(({ clip }) => clip?.url);
  return (
    <Card title={t("title")}>
      {hasRecording ? (
        <>
          <p className="text-muted text-pretty">{t("about")}</p>
          <Order visit={visit} share={share} disabled={isMaking} onOrdered={() => mutate()} />
        </>
      ) : (
        <p className="text-muted">{t("none")}</p>
      )}
      <BundleList bundles={bundles} now={now} onDeleted={() => mutate()} />
    </Card>
  );
}

function Order({
  visit,
  share,
  disabled,
  onOrdered,
}: {
  visit: VisitDetail;
  share: ShareAction;
  disabled: boolean;
  onOrdered: () => unknown;
}) {
  const t = useTranslations("bundle");
  const show = useUndoBar();
  const [isSending, setIsSending] = useState(false);
  const guests = guestsOf(visit);
  const order = async (data: FormData) => {
    setIsSending(true);
    const result = await share({
      visitId: visit.visitId,
      personIds: data.getAll("person").map(String),
      withSound: data.get("sound") === "on",
    }).catch(() => ({ ok: false, message: t("unreachable") }) as const);
    setIsSending(false);
    show({ text: result.ok ? t("started") : result.message });
    onOrdered();
  };
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        void order(new FormData(submit.currentTarget));
      }}
    >
      {guests.length > 0 && (
        <fieldset className="mt-3">
          <legend className="font-medium">{t("choose")}</legend>
          {guests.map((guest) => (
            <Choice key={guest.person.personId} guest={guest} />
          ))}
        </fieldset>
      )}
      <label className="mt-2 flex min-h-12 items-center gap-3">
        <input type="checkbox" name="sound" className="size-5 shrink-0 accent-accent" />
        <span>
          {t("sound")} <span className="text-small text-muted">{t("soundHint")}</span>
        </span>
      </label>
      <Button type="submit" disabled={disabled || isSending} className="mt-2 w-full sm:w-auto">
        {t("make")}
      </Button>
    </form>
  );
}

const Choice = ({ guest }: { guest: EventFace }) => (
  <label className="flex min-h-14 items-center gap-3">
    <input
      type="checkbox"
      name="person"
      value={guest.person.personId}
      className="size-5 shrink-0 accent-accent"
    />
    <FacePicture src={guest.cropUrl} sizePx={40} />
    <span className="min-w-0 wrap-anywhere">{usePeopleWords().personWords(guest.person)}</span>
  </label>
);
