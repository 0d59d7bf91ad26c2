"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { SetOffer } from "#lib/models/types.ts";

type SetChoiceProps = { offer: SetOffer; use: () => void; pending: boolean };

/** Sets out for a set, after saying what that means where something has to be downloaded. */
export function SetChoice({ offer, use, pending }: SetChoiceProps) {
  const t = useTranslations("models.choose");
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking)
    return (
      <Button className="mt-4" onClick={() => setIsAsking(true)}>
        {t("open", { title: offer.title })}
      </Button>
    );
  return (
    <form action={use} className="mt-4 space-y-3 rounded-card bg-sunken p-4">
      <p className="font-semibold">{t("title", { title: offer.title })}</p>
      <p className="text-pretty">
        <Download {...offer} />
      </p>
      <p className="text-pretty">{t("then")}</p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="main" disabled={pending}>
          {t(offer.downloadMegabytes > 0 ? "accept" : "use")}
        </Button>
        <Button look="plain" onClick={() => setIsAsking(false)}>
          {t("leave")}
        </Button>
      </div>
    </form>
  );
}

function Download({ downloadMegabytes: megabytes, embedders, publisher }: SetOffer) {
  const t = useTranslations("models.choose");
  if (megabytes === 0) return t("noDownload");
  const licences = embedders.map(({ licence }) => licence).join(", ");
  return publisher
    ? t("byHand", { licences, megabytes, publisher })
    : t("download", { licences, megabytes });
}
