import { useTranslations } from "next-intl";
import { type RefObject, useId } from "react";
import { FacePicture } from "#components/people/face-picture.tsx";
import { choicesFor } from "#components/review/name-choices.ts";
import { Button } from "#components/ui/button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";
import type { NamedPerson } from "#lib/review/types.ts";

/** Somebody known, or somebody new. */
export type Whom = {
  known: NamedPerson | null;
  name: string;
  category: "familiar" | "watchlist";
};

const MAX_OFFERED = 3;

/** Says who it is: a name, of somebody known or somebody new, and of the new one the category. */
export function WhoField({
  people,
  whom,
  field,
  onChange,
}: {
  people: readonly NamedPerson[];
  whom: Whom;
  field: RefObject<HTMLInputElement | null>;
  onChange: (whom: Whom) => void;
}) {
  const t = useTranslations("enrolment");
  const words = useTranslations("people");
  const fieldId = useId();
  if (whom.known)
    return (
      <div className="flex items-center gap-3">
        <FacePicture src={whom.known.cropUrl} sizePx={56} />
        <p className="min-w-0 grow font-semibold wrap-anywhere">{whom.known.name}</p>
        <Button onClick={() => onChange({ ...whom, known: null, name: "" })}>{t("change")}</Button>
      </div>
    );
  const offered = whom.name.trim()
    ? choicesFor(people, whom.name, false).flatMap((choice) =>
        choice.personId === null ? [] : [choice],
      )
    : [];
  return (
    <>
      <label htmlFor={fieldId} className="block font-medium">
        {t("who")}
      </label>
      <input
        ref={field}
        id={fieldId}
        value={whom.name}
        maxLength={MAX_NAME_LENGTH}
        autoComplete="off"
        onChange={({ target }) => onChange({ ...whom, name: target.value })}
        className="mt-1 block min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px] focus-visible:border-accent"
      />
      {offered.length > 0 && (
        <ul aria-label={t("known")} className="mt-1">
          {offered.slice(0, MAX_OFFERED).map((person) => (
            <li key={person.personId}>
              <button
                type="button"
                onClick={() => onChange({ ...whom, known: person })}
                className="flex min-h-14 w-full items-center gap-3 rounded-lg px-2 text-left hover:bg-sunken"
              >
                <FacePicture src={person.cropUrl} sizePx={40} />
                <span className="min-w-0 wrap-anywhere">{t("addTo", { name: person.name })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-4 mb-1 font-medium">{t("category")}</p>
      <Segmented
        label={t("category")}
        value={whom.category}
        options={(["familiar", "watchlist"] as const).map((category) => ({
          value: category,
          shown: words(`category.${category}`),
        }))}
        onChange={(category) => onChange({ ...whom, category })}
      />
      <p className="mt-1 text-small text-muted">{words(`meaning.${whom.category}`)}</p>
    </>
  );
}
