"use client";
import { Share } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { Button } from "#components/ui/button.tsx";
import { UnreachableError } from "#components/ui/fetch-json.ts";
import { useUndoBar } from "#components/ui/undo-bar.tsx";

/** Hands a file to the phone's own sheet, where the browser passes such files on. */
export function ShareButton({ url }: { url: string }) {
  const t = useTranslations("bundle");
  const show = useUndoBar();
  const [file, setFile] = useState<File | null>(null);
  const [isFetching, setFetching] = useState(false);
  const canShare = useSyncExternalStore(unchanging, canShareZip, () => false);
  if (!canShare) return null;
  const press = async () => {
    setFetching(true);
    const ready = file ?? (await fetchFile(url).catch(() => null));
    setFetching(false);
    setFile(ready);
    if (!ready) return show({ text: t("unreachable") });
    await navigator.share({ files: [ready] }).catch(({ name }: DOMException) => {
      // A large file took longer than the press is believed: with the next one it is there.
      if (name === "NotAllowedError") show({ text: t("pressAgain") });
    });
  };
  return (
    <Button disabled={isFetching} className="grow sm:grow-0" onClick={() => void press()}>
      <Share aria-hidden size={20} strokeWidth={1.75} />
      {t("share")}
    </Button>
  );
}

const unchanging = () => () => undefined;

const TYPE = "application/zip";

const canShareZip = () =>
  navigator.canShare?.({ files: [new File([], "kith.zip", { type: TYPE })] }) ?? false;

async function fetchFile(url: string): Promise<File> {
  const response = await fetch(url);
  if (!response.ok) throw new UnreachableError();
  const named = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "");
  return new File([await response.blob()], named?.[1] ?? "kith.zip", { type: TYPE });
}
