import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { FacePicture } from "#components/people/face-picture.tsx";
import type { Action } from "#components/ui/action-result.ts";
import { Button, buttonClasses } from "#components/ui/button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";
import type { WelcomeState } from "#lib/welcome/types.ts";

/** The server actions that name somebody, given by the page. */
export type NamingActions = {
  rename: Action<{ personId: string; name: string | null }, unknown>;
  categorise: Action<{ personId: string; category: PersonCategory }, unknown>;
};

/** Names the first face. */
export function NameStep({
  stranger: { personId, cropUrl, seenAt, cameraName },
  serverNow,
  actions,
  onNamed,
}: {
  stranger: NonNullable<WelcomeState["stranger"]>;
  serverNow: string;
  actions: NamingActions;
  onNamed: () => unknown;
}) {
  const t = useTranslations("welcome.name");
  const enrolment = useTranslations("enrolment");
  const words = useTranslations("people");
  const { sinceWords } = useTimeWords();
  const now = useNow(serverNow);
  const show = useUndoBar();
  const fieldId = useId();
  const [name, setName] = useState("");
  const [category, setCategory] = useState<"familiar" | "watchlist">("familiar");
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    const offline = () => ({ ok: false, message: t("unreachable") }) as const;
    const named = await actions.rename({ personId, name }).catch(offline);
    const sorted = named.ok
      ? await actions.categorise({ personId, category }).catch(offline)
      : named;
    if (!sorted.ok) show({ text: sorted.message });
    await onNamed();
    setSaving(false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="flex flex-col items-center gap-2 text-center">
        <FacePicture src={cropUrl} sizePx={144} className="animate-fade" />
        <p className="text-small text-muted">
          {t("seen", { camera: cameraName, when: sinceWords(seenAt, now) })}
        </p>
      </div>
      <label htmlFor={fieldId} className="mt-3 block font-medium">
        {t("who")}
      </label>
      <input
        id={fieldId}
        required
        value={name}
        maxLength={MAX_NAME_LENGTH}
        autoComplete="off"
        onChange={({ target }) => setName(target.value)}
        className="mt-1 mb-3 block min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px] focus-visible:border-accent"
      />
      <Segmented
        label={enrolment("category")}
        value={category}
        options={(["familiar", "watchlist"] as const).map((value) => ({
          value,
          shown: words(`category.${value}`),
        }))}
        onChange={setCategory}
      />
      <p className="mt-1 text-small text-muted">{words(`meaning.${category}`)}</p>
      <Button type="submit" look="main" className="mt-3 w-full" disabled={isSaving || !name.trim()}>
        {t("save")}
      </Button>
      <Link href="/people/add" prefetch={false} className={buttonClasses("soft", "mt-2 w-full")}>
        {t("photos")}
      </Link>
    </form>
  );
}
