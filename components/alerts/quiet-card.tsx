"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { minutesOf } from "#components/cameras/camera-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { AlertPlan } from "#lib/alerts/types.ts";
import { TimeField } from "./time-field.tsx";

const AT_NIGHT = { from: 22 * 60, until: 7 * 60 };

type Times = Pick<AlertPlan, "quietHours" | "digestAt">;

/** When nothing makes a sound, and when the digest comes. */
export function QuietCard({
  plan: { quietHours, digestAt },
  onChange,
  children,
}: {
  plan: AlertPlan;
  onChange: (times: Times) => void;
  children: ReactNode;
}) {
  const t = useTranslations("alerts.quiet");
  const time = useTranslations("alerts.when");
  const save = (data: FormData) => {
    const minutes = (name: string) => minutesOf(String(data.get(name)));
    const hours = quietHours && { from: minutes("from"), until: minutes("until") };
    onChange({ quietHours: hours, digestAt: minutes("digest") });
  };
  return (
    <Card title={t("title")}>
      <div className="flex items-center justify-between gap-4">
        <p>
          <span className="block font-medium">{t("on")}</span>
          <span className="block text-small text-muted">{t("meaning")}</span>
        </p>
        <Switch
          label={t("on")}
          checked={quietHours !== null}
          onChange={(isOn) => onChange({ quietHours: isOn ? AT_NIGHT : null, digestAt })}
        />
      </div>
      <form
        key={`${quietHours?.from} ${quietHours?.until} ${digestAt}`}
        action={save}
        className="mt-3 flex flex-wrap items-end gap-x-3 gap-y-2"
      >
        {quietHours && (
          <>
            <TimeField name="from" label={time("from")} minutes={quietHours.from} />
            <TimeField name="until" label={time("until")} minutes={quietHours.until} />
          </>
        )}
        <TimeField name="digest" label={t("digest")} minutes={digestAt} />
        <Button type="submit">{t("save")}</Button>
      </form>
      <p className="mt-2 text-small text-muted">{t("digestMeaning")}</p>
      {children}
    </Card>
  );
}
