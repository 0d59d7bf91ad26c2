"use client";
import { useTranslations } from "next-intl";
import type { ReviewFace } from "#lib/review/types.ts";
import { KeyHint } from "./answer-button.tsx";
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
        <KeyHint>←</KeyHint>
        <KeyHint>→</KeyHint>
        {t("keys")}
        <span className="w-2" />
        <KeyHint>X</KeyHint>
        {t("leaveOut")}
      </p>
    </div>
  );
}
