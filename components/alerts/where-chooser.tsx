"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { AlertNames } from "#lib/alerts/types.ts";
import { ChoiceList } from "./choice-list.tsx";

/** Every camera, or some of them. */
export function WhereChooser({
  chosenIds,
  cameras,
  onChange,
}: {
  chosenIds: readonly string[];
  cameras: AlertNames["cameras"];
  onChange: (cameraIds: string[]) => void;
}) {
  const t = useTranslations("alerts");
  const [ids, setIds] = useState(chosenIds);
  const toggle = (id: string) =>
    setIds(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]);
  return (
    <>
      <ChoiceList
        choices={[
          {
            ...{ key: "every", words: t("where.every"), isChosen: ids.length === 0 },
            choose: () => setIds([]),
          },
          ...cameras.map(({ id, name }) => ({
            ...{ key: id, words: name, isChosen: ids.includes(id) },
            choose: () => toggle(id),
          })),
        ]}
      />
      <Button look="main" className="mt-3 w-full" onClick={() => onChange([...ids])}>
        {t("rules.done")}
      </Button>
    </>
  );
}
