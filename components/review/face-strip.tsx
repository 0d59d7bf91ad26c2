"use client";
import { useTranslations } from "next-intl";
import type { ReviewFace } from "#lib/review/types.ts";
import { Key, useLetter } from "./answer-button.tsx";
import { Filmstrip } from "./filmstrip.tsx";
import { facesOf, moveBy, type Selection, toggle } from "./selection.ts";
import { useKeys } from "./use-keys.ts";

/** The filmstrip with its keys: the arrows look around, X leaves the face shown large out. */
export function FaceStrip({
  faces,
  selection,
  onChange,
}: {
  faces: readonly ReviewFace[];
  selection: Selection;
  onChange: (selection: Selection) => void;
}) {
  const t = useTranslations("review.strip");
  const key = useLetter("X");
  const faceIds = faces.map(({ faceId }) => faceId);
  const { active } = facesOf(selection, faces);
  useKeys({
    arrowleft: () => onChange(moveBy(selection, faceIds, -1)),
    arrowright: () => onChange(moveBy(selection, faceIds, 1)),
    x: () => active && onChange(toggle(selection, active.faceId)),
  });
  return (
    <div>
      <Filmstrip faces={faces} selection={selection} onChange={onChange} />
      <p aria-hidden className="mt-1 hidden items-center gap-1.5 text-small text-muted pane:flex">
        <Key>←</Key>
        <Key>→</Key>
        {t("keys")}
        {key && (
          <>
            <span className="w-2" />
            <Key>{key}</Key>
            {t("leaveOut")}
          </>
        )}
      </p>
    </div>
  );
}
