"use client";
import { Copy, Share } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** A link that was just made, to be copied or handed on by whatever this device shares with. */
export function NewLink({ url }: { url: string }) {
  const t = useTranslations("household.invitations");
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<"yet" | "done" | "refused">("yet");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied("done");
    } catch {
      // Not allowed, or not there at all, as on a page that came over plain HTTP.
      field.current?.focus();
      setCopied("refused");
    }
  };
  const share = () =>
    navigator.share({ title: "Kith", text: t("message"), url }).catch(() => undefined);
  return (
    <div role="status" className="mt-3 space-y-3 rounded-card bg-info-soft p-4">
      <p className="text-pretty">{t("once")}</p>
      <input
        ref={field}
        readOnly
        aria-label={t("link")}
        value={url}
        onFocus={({ target }) => target.select()}
        className="block min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px]"
      />
      {copied === "refused" && <p className="text-pretty">{t("byHand")}</p>}
      <div className="flex flex-wrap gap-2">
        <Button look="main" onClick={() => void copy()}>
          <Copy aria-hidden size={20} strokeWidth={1.75} />
          {t(copied === "done" ? "copied" : "copy")}
        </Button>
        {"share" in navigator && (
          <Button onClick={() => void share()}>
            <Share aria-hidden size={20} strokeWidth={1.75} />
            {t("share")}
          </Button>
        )}
      </div>
    </div>
  );
}
