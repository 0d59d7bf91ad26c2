"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Switch } from "#components/ui/switch.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import type { MailSetting } from "#lib/notifications/types.ts";

/** E-mail as a second channel for Watchlist, where this server sends any. */
export function MailSwitch({
  setting,
  choose,
}: {
  setting: MailSetting;
  choose: Action<{ wanted: boolean }>;
}) {
  const t = useTranslations("devices");
  const show = useUndoBar();
  const [isOn, setOn] = useState(setting.wanted);
  const change = async (wanted: boolean) => {
    setOn(wanted);
    const offline = { ok: false, message: t("unreachable") } as const;
    const result = await choose({ wanted }).catch(() => offline);
    if (!result.ok) setOn(!wanted);
    show({ text: result.ok ? t(wanted ? "mail.on" : "mail.off") : result.message });
  };
  return (
    <div className="mt-4 flex items-center justify-between gap-4 border-t border-line pt-4">
      <div>
        <p className="font-medium">{t("mail.title")}</p>
        <p className="text-small text-muted wrap-anywhere">
          {setting.canSend ? t("mail.what", { email: setting.email }) : t("mail.missing")}
        </p>
      </div>
      <Switch
        label={t("mail.title")}
        checked={isOn}
        disabled={!setting.canSend}
        onChange={(wanted) => void change(wanted)}
      />
    </div>
  );
}
