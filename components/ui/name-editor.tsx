"use client";
import { Pencil } from "lucide-react";
import { type FormEvent, useId, useRef, useState } from "react";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { useOpener } from "./use-opener.ts";

export type NameWords = {
  name: string;
  rename: string;
  give: string;
  save: string;
  saving: string;
  cancel: string;
  tooLong: (length: number) => string;
};

type Props = {
  name: string | null;
  /** What stands there while there is no name. */
  shown: string;
  words: NameWords;
  large?: boolean;
  /** Resolves once the name is saved; with false where it was refused, and what was written stays. */
  onRename: (name: string | null) => Promise<unknown>;
};

/** A name that becomes a field when it is pressed. An empty field takes the name away. */
export function NameEditor(props: Props) {
  const { name, shown, words, large, onRename } = props;
  const { isOpen, open, close, opener } = useOpener();
  if (isOpen) return <NameForm name={name ?? ""} words={words} onSave={onRename} onClose={close} />;
  return (
    <button
      type="button"
      ref={opener}
      onClick={open}
      className={classNames(
        "-mx-2 inline-flex min-h-12 max-w-full items-center gap-2 rounded-lg px-2 text-left font-semibold hover:bg-sunken",
        large ? "text-display" : "text-body",
      )}
    >
      <span className="min-w-0 wrap-anywhere">{shown}</span>
      <Pencil
        aria-hidden
        size={large ? 20 : 16}
        strokeWidth={1.75}
        className="shrink-0 text-muted"
      />
      <span className="sr-only">{name ? words.rename : words.give}</span>
    </button>
  );
}

function NameForm({
  name,
  words,
  onSave,
  onClose,
}: {
  name: string;
  words: NameWords;
  onSave: Props["onRename"];
  onClose: () => void;
}) {
  const [written, setWritten] = useState(name);
  const [isSaving, setSaving] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const complaintId = useId();
  const next = written.trim();
  const isTooLong = next.length > MAX_NAME_LENGTH;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isTooLong) return field.current?.focus();
    if (isSaving) return;
    setSaving(true);
    const isSaved = next === name || (await onSave(next || null)) !== false;
    if (isSaved) return onClose();
    setSaving(false);
    field.current?.focus();
  };
  return (
    <form onSubmit={(event) => void save(event)} className="flex flex-wrap items-center gap-2">
      <input
        ref={field}
        value={written}
        readOnly={isSaving}
        // biome-ignore lint/a11y/noAutofocus: the field replaces the button that was just pressed
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={({ target }) => setWritten(target.value)}
        onKeyDown={(event) => event.key === "Escape" && onClose()}
        autoComplete="off"
        aria-label={words.name}
        aria-invalid={isTooLong}
        aria-describedby={complaintId}
        placeholder={words.name}
        className="min-h-12 w-44 grow rounded-xl border-2 border-line bg-card px-3 text-[16px] aria-invalid:border-watchlist"
      />
      <Button type="submit" look="main" aria-disabled={isSaving}>
        {isSaving ? words.saving : words.save}
      </Button>
      <Button look="plain" onClick={onClose}>
        {words.cancel}
      </Button>
      <p id={complaintId} role="status" className="w-full text-left text-small empty:hidden">
        {isTooLong && words.tooLong(next.length)}
        {isSaving && <span className="sr-only">{words.saving}</span>}
      </p>
    </form>
  );
}
