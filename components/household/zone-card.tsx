"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { useOpener } from "#components/ui/use-opener.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import { findZones, zoneWords } from "./zone-search.ts";

/** Which zone the household's times are of; an owner may choose another. */
export function ZoneCard({
  zone,
  serverNow,
  choose,
}: {
  /** IANA name. */
  zone: string;
  serverNow: string;
  /** Null for whoever may not change it. */
  choose: Action<{ timeZone: string }> | null;
}) {
  const t = useTranslations("household.zone");
  const household = useTranslations("household");
  const { clockTime } = useTimeWords(zone);
  const now = useNow(serverNow);
  const { refresh } = useRouter();
  const say = useUndoBar();
  const { isOpen, open, close, opener } = useOpener();
  const [, start] = useTransition();
  const change = (timeZone: string) =>
    start(async () => {
      const failed = { ok: false, message: household("unreachable") } as const;
      const result = await choose?.({ timeZone }).catch(() => failed);
      if (!result?.ok) return say({ text: result?.message ?? failed.message });
      say({ text: t("changed", { zone: zoneWords(timeZone) }), undo: () => change(zone) });
      refresh();
    });
  return (
    <Card title={t("title")}>
      <p>{t("now", { zone: zoneWords(zone), time: clockTime(now) })}</p>
      <p className="mt-1 text-small text-pretty text-muted">{t("about")}</p>
      {choose && !isOpen && (
        <Button ref={opener} className="mt-3" onClick={open}>
          {t("change")}
        </Button>
      )}
      {isOpen && (
        <ZoneSearch
          onChoose={(timeZone) => {
            close();
            change(timeZone);
          }}
          onClose={close}
        />
      )}
    </Card>
  );
}

function ZoneSearch({
  onChoose,
  onClose,
}: {
  onChoose: (timeZone: string) => void;
  onClose: () => void;
}) {
  const t = useTranslations("household.zone");
  const household = useTranslations("household");
  const [sought, setSought] = useState("");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const found = sought.trim() ? findZones(sought, Intl.supportedValuesOf("timeZone")) : [own];
  return (
    <div className="mt-3 space-y-2">
      <input
        type="search"
        // biome-ignore lint/a11y/noAutofocus: it opens by a press that asks for it
        autoFocus
        aria-label={t("search")}
        placeholder={t("search")}
        value={sought}
        onChange={({ target }) => setSought(target.value)}
        className="block min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px] focus-visible:border-accent"
      />
      <ul aria-label={t("found")} className="-mx-2">
        {found.map((zone) => (
          <li key={zone}>
            <Button
              look="plain"
              className="w-full justify-start px-2"
              onClick={() => onChoose(zone)}
            >
              {zoneWords(zone)}
              {!sought.trim() && <span className="text-small text-muted">{t("ofDevice")}</span>}
            </Button>
          </li>
        ))}
      </ul>
      <p aria-live="polite" className="text-muted empty:hidden">
        {found.length === 0 && t("none")}
      </p>
      <Button look="plain" onClick={onClose}>
        {household("dont")}
      </Button>
    </div>
  );
}
