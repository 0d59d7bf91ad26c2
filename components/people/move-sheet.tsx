"use client";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import useSWR from "swr";
import type { ActionResult } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { MovePreview, Party } from "#lib/people/types.ts";
import { FacePicture } from "./face-picture.tsx";

/** Shows what an act would move, and has it done. */
export function MoveSheet({
  kind,
  subject,
  preview,
  onDone,
  onClose,
}: {
  kind: "merge" | "move";
  /** What the act is about: another subject is looked at anew. */
  subject: object;
  preview: () => Promise<ActionResult<MovePreview>>;
  /** @param into the name of whoever gets the faces */
  onDone: (into: string | null) => void;
  onClose: () => void;
}) {
  const t = useTranslations("person.move");
  const unreachable = useTranslations("people.said")("unreachable");
  const { data, error } = useSWR<MovePreview, Error>(
    ["move", kind, JSON.stringify(subject)],
    async () => {
      const result = await preview().catch(() => ({ ok: false, message: unreachable }) as const);
      if (!result.ok) throw new Error(result.message);
      return result.data;
    },
  );
  return (
    <Sheet title={t(kind === "merge" ? "mergeTitle" : "moveTitle")} onClose={onClose}>
      <div aria-live="polite">
        {data && <Preview kind={kind} preview={data} />}
        {!data && !error && <p className="py-6 text-center text-muted">{t("working")}</p>}
        {error && <FetchProblem error={error} />}
      </div>
      <Button
        look="main"
        className="mt-3 w-full"
        disabled={!data}
        onClick={() => onDone(data?.into?.name ?? null)}
      >
        {t(kind)}
      </Button>
    </Sheet>
  );
}

function Preview({ kind, preview }: { kind: "merge" | "move"; preview: MovePreview }) {
  const t = useTranslations("person.move");
  const { moved, left, after, seenTogether } = preview;
  const nameOf = ({ name }: Party) => name ?? t("nameless");
  const { length: count } = preview.from;
  const kindOfWords = count > 1 ? "OfSeveral" : "";
  const from = count > 1 ? t("several", { count }) : nameOf(preview.from[0]);
  const into = preview.into ? nameOf(preview.into) : t("newcomer");
  return (
    <>
      <div className="flex items-start justify-center gap-3 py-2">
        <Faces urls={picturesOf(preview.from)} words={from} />
        <ArrowRight
          aria-hidden
          size={24}
          strokeWidth={1.75}
          className="mt-12 shrink-0 text-muted"
        />
        <Faces urls={preview.into ? picturesOf([preview.into]) : []} words={into} />
      </div>
      {seenTogether > 0 && (
        <Notice tone="warning">{t(`together${kindOfWords}`, { count: seenTogether })}</Notice>
      )}
      <ul className="mt-2 space-y-1 text-pretty wrap-anywhere [&>li]:first-letter:uppercase">
        <li className="font-medium">
          {t(kind === "merge" ? "moves" : "splits", { ...moved, from, into })}
        </li>
        {kind === "move" && <li>{t("left", { ...left, from })}</li>}
        {preview.into && <li>{t("after", { ...after, into })}</li>}
        {kind === "merge" && <li>{t("stays", { into })}</li>}
        {preview.becomesChild && <li>{t(`child${kindOfWords}`, { from, into })}</li>}
        <li className="text-muted">{t("back")}</li>
      </ul>
    </>
  );
}

const ONE_PX = 104;
const SEVERAL_PX = 52;

/** Of several people one picture each stands for them. */
const picturesOf = (people: readonly Party[]): string[] =>
  people.flatMap(({ cropUrls }) => (people.length > 1 ? cropUrls.slice(0, 1) : cropUrls));

const MOST_PICTURES = 4;

/** Up to four faces as large together as one. */
const Faces = ({ urls: all, words }: { urls: readonly string[]; words: string }) => {
  const urls = all.slice(0, MOST_PICTURES);
  const sizePx = urls.length > 1 ? SEVERAL_PX : ONE_PX;
  return (
    <figure className="flex w-32 min-w-0 flex-col items-center gap-2 text-center">
      <span className="flex min-h-[104px] w-[104px] flex-wrap content-center justify-center">
        {urls.length === 0 && <FacePicture src={null} sizePx={ONE_PX} />}
        {urls.map((url) => (
          <FacePicture key={url} src={url} sizePx={sizePx} />
        ))}
      </span>
      <figcaption className="w-full font-medium first-letter:uppercase wrap-anywhere">
        {words}
      </figcaption>
    </figure>
  );
};
