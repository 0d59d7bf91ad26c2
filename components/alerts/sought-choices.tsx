"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { isCalled } from "#lib/names/search.ts";
import { type Choice, ChoiceList } from "./choice-list.tsx";

/** Of more there is a search, and only the first are shown. */
const FEW = 10;
const SHOWN = 30;

/** People to choose from, who may be thousands; the chosen one first. */
export function SoughtChoices({ choices }: { choices: readonly Choice[] }) {
  const t = useTranslations("alerts.search");
  const [sought, setSought] = useState("");
  if (choices.length <= FEW) return <ChoiceList choices={choices} />;
  const found = choices
    .filter(({ words }) => isCalled({ name: words }, sought))
    .toSorted((a, b) => Number(b.isChosen) - Number(a.isChosen));
  const left = found.length - SHOWN;
  return (
    <>
      <input
        type="search"
        value={sought}
        onChange={({ target }) => setSought(target.value)}
        aria-label={t("name")}
        placeholder={t("name")}
        className="my-2 min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px]"
      />
      <ChoiceList choices={found.slice(0, SHOWN)} />
      <p role="status" className="px-2 text-small text-muted">
        {found.length === 0 ? t("nobody") : left > 0 && t("more", { count: left })}
      </p>
    </>
  );
}
