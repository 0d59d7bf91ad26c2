"use client";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { type MouseEvent, type RefObject, useEffect, useRef } from "react";
import { FacePicture } from "#components/people/face-picture.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { ReviewFace } from "#lib/review/types.ts";
import { extendTo, facesOf, type Selection, toggle } from "./selection.ts";

/** A finger that rests so long means all faces up to this one. */
const HOLD_MS = 500;

/** The faces of a question. A press leaves one out or takes it in; holding or Shift does so for a range. */
export function Filmstrip({
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
  const { chosen, active } = facesOf(selection, faces);
  const activeRef = useFollow(active?.faceId);
  const words = t("chosen", { chosen: chosen.length, count: faces.length });
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be scrolled sideways */}
      <div
        role="group"
        aria-label={words}
        className="-mx-1 flex gap-1 overflow-x-auto p-1 pane:max-h-80 pane:flex-wrap pane:overflow-y-auto"
      >
        {faces.map((face) => (
          <Frame
            key={face.faceId}
            face={face}
            isChosen={chosen.includes(face)}
            buttonRef={face === active ? activeRef : undefined}
            onToggle={() => onChange(toggle(selection, face.faceId))}
            onExtend={() => onChange(extendTo(selection, faceIds, face.faceId))}
          />
        ))}
      </div>
      <p className="mt-1 text-small text-muted tabular-nums">{words}</p>
      <p className="text-small text-muted">{t("hint")}</p>
    </div>
  );
}

/** Keeps the active face in sight, and the focus on it where it was on another. */
function useFollow(activeId: string | undefined) {
  const ref = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the button is another one with another face
  useEffect(() => {
    const strip = ref.current?.parentElement;
    if (!ref.current || !strip) return;
    if (strip.contains(document.activeElement)) ref.current.focus({ preventScroll: true });
    const { offsetLeft, offsetWidth } = ref.current;
    strip.scrollLeft = offsetLeft - (strip.clientWidth - offsetWidth) / 2;
  }, [activeId]);
  return ref;
}

function Frame({
  face,
  isChosen,
  buttonRef,
  onToggle,
  onExtend,
}: {
  face: ReviewFace;
  isChosen: boolean;
  /** Given for the active face alone: of all only that one is reached by Tab. */
  buttonRef: RefObject<HTMLButtonElement | null> | undefined;
  onToggle: () => void;
  onExtend: () => void;
}) {
  const t = useTranslations("review.strip");
  const { dateAndTimeWords } = useTimeWords();
  const holding = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wasHeld = useRef(false);
  const release = () => clearTimeout(holding.current);
  const hold = () => {
    wasHeld.current = false;
    holding.current = setTimeout(() => {
      wasHeld.current = true;
      onExtend();
    }, HOLD_MS);
  };
  const press = ({ shiftKey }: MouseEvent) => {
    if (wasHeld.current) wasHeld.current = false;
    else if (shiftKey) onExtend();
    else onToggle();
  };
  const when = dateAndTimeWords(face.seenAt);
  return (
    <button
      ref={buttonRef}
      type="button"
      tabIndex={buttonRef ? 0 : -1}
      aria-pressed={isChosen}
      aria-label={t("face", { camera: face.cameraName, when })}
      onClick={press}
      onPointerDown={({ pointerType }) => pointerType !== "mouse" && hold()}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={release}
      onContextMenu={(event) => event.preventDefault()}
      className={classNames(
        "relative shrink-0 touch-manipulation rounded-full border-2 p-0.5 select-none",
        buttonRef ? "border-accent" : "border-transparent",
      )}
    >
      <FacePicture
        src={face.cropUrl}
        sizePx={56}
        className={classNames("pointer-events-none", !isChosen && "opacity-35 grayscale")}
      />
      {isChosen && (
        <span className="absolute right-0 bottom-0 flex size-5 items-center justify-center rounded-full bg-accent text-on-accent">
          <Check aria-hidden size={14} strokeWidth={3} />
        </span>
      )}
    </button>
  );
}
