"use client";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";

/** Longest name that the server takes. */
const MAX_NAME_LENGTH = 60;

/** A name that becomes a field when it is pressed. An empty field takes the name away. */
export function NameEditor({
  name,
  shown,
  large,
  onRename,
}: {
  name: string | null;
  /** What stands there while there is no name. */
  shown: string;
  large?: boolean;
  onRename: (name: string | null) => void;
}) {
  const [editing, setEditing] = useState(false);
  const size = large ? "text-display" : "text-body";
  if (!editing)
    return (
      <button
        type="button"
        onClick={() => setEditing(true)}
        className={classNames(
          "-mx-2 inline-flex min-h-12 max-w-full items-center gap-2 rounded-lg px-2 text-left font-semibold hover:bg-sunken",
          size,
        )}
      >
        <span className="min-w-0 wrap-anywhere">{shown}</span>
        <Pencil
          aria-hidden
          size={large ? 20 : 16}
          strokeWidth={1.75}
          className="shrink-0 text-muted"
        />
        <span className="sr-only">{name ? "Rename" : "Give a name"}</span>
      </button>
    );
  const save = (data: FormData) => {
    setEditing(false);
    const next = String(data.get("name") ?? "").trim() || null;
    if (next !== name) onRename(next);
  };
  return (
    <form action={save} className="flex flex-wrap items-center gap-2">
      <input
        name="name"
        defaultValue={name ?? ""}
        // biome-ignore lint/a11y/noAutofocus: the field replaces the button that was just pressed
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => event.key === "Escape" && setEditing(false)}
        maxLength={MAX_NAME_LENGTH}
        autoComplete="off"
        aria-label="Name"
        placeholder="Name"
        className="min-h-12 w-44 grow rounded-xl border-2 border-line bg-card px-3 text-[16px]"
      />
      <Button type="submit" look="main">
        Save
      </Button>
      <Button look="plain" onClick={() => setEditing(false)}>
        Cancel
      </Button>
    </form>
  );
}
