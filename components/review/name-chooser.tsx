"use client";
import { UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import useSWR from "swr";
import { FacePicture } from "#components/people/face-picture.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useNameWords } from "#components/ui/use-name-words.ts";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";
import type { NamedPerson } from "#lib/review/types.ts";
import { type Choice, choicesFor } from "./name-choices.ts";

/** How far the mark moves in the list. */
const steps = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
]);

/** Chooses somebody by name, or somebody new. What is written narrows the list down. */
export function NameChooser({
  exceptPersonId,
  allowsNameless = false,
  onChoose,
  onClose,
}: {
  exceptPersonId: string;
  /** Offers somebody new without a name, too. */
  allowsNameless?: boolean;
  onChoose: (choice: Choice) => void;
  onClose: () => void;
}) {
  const t = useTranslations("review.chooser");
  const naming = useNameWords();
  const [sought, setSought] = useState("");
  const [marked, setMarked] = useState(0);
  const { data, error } = useSWR<NamedPerson[], Error>("/api/review/names", fetchJson);
  const people = (data ?? []).filter(({ personId }) => personId !== exceptPersonId);
  const { length } = sought.trim();
  const isTooLong = length > MAX_NAME_LENGTH;
  const choices = isTooLong ? [] : choicesFor(people, sought, allowsNameless);
  const markedChoice = choices[Math.min(marked, choices.length - 1)];
  const press = (event: KeyboardEvent) => {
    const step = steps.get(event.key);
    if (!step && event.key !== "Enter") return;
    event.preventDefault();
    if (step) setMarked((marked + step + choices.length) % Math.max(choices.length, 1));
    else if (markedChoice) onChoose(markedChoice);
  };
  return (
    <Sheet title={t("title")} onClose={onClose}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the sheet was opened to write or choose a name
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls="choices"
        aria-autocomplete="list"
        aria-activedescendant={markedChoice && optionId(markedChoice)}
        aria-label={t("name")}
        placeholder={t("name")}
        value={sought}
        aria-invalid={isTooLong}
        autoComplete="off"
        onChange={({ target }) => {
          setSought(target.value);
          setMarked(0);
        }}
        onKeyDown={press}
        className="mt-1 mb-2 min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px]"
      />
      <div id="choices" role="listbox" aria-label={t("people")}>
        {choices.map((choice) => (
          <Option
            key={optionId(choice)}
            choice={choice}
            isMarked={choice === markedChoice}
            onChoose={() => onChoose(choice)}
          />
        ))}
      </div>
      {error && !data && <FetchProblem error={error} />}
      <p role="status" className="px-2 text-muted">
        {isTooLong && naming.tooLong(length)}
        {data && !isTooLong && choices.length === 0 && t("nobody")}
      </p>
    </Sheet>
  );
}

const optionId = ({ personId, name }: Choice) =>
  `choice-${personId ?? (name ? "new" : "nameless")}`;

function Option({
  choice,
  isMarked,
  onChoose,
}: {
  choice: Choice;
  isMarked: boolean;
  onChoose: () => void;
}) {
  const t = useTranslations("review.chooser");
  const { personId, name } = choice;
  const words = name ? t("new", { name }) : t("nameless");
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys
    <div
      id={optionId(choice)}
      role="option"
      tabIndex={-1}
      aria-selected={isMarked}
      onClick={onChoose}
      className={classNames(
        "flex min-h-14 cursor-pointer items-center gap-3 rounded-lg px-2 hover:bg-sunken",
        isMarked && "bg-sunken",
      )}
    >
      {personId ? (
        <FacePicture src={choice.cropUrl} sizePx={40} />
      ) : (
        <span className="flex size-10 shrink-0 items-center justify-center rounded-full bg-sunken">
          <UserRoundPlus aria-hidden size={20} strokeWidth={1.75} />
        </span>
      )}
      <span className="min-w-0 wrap-anywhere">{personId ? name : words}</span>
    </div>
  );
}
