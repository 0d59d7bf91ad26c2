import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { Receipt } from "#lib/erasure/types.ts";
import { receiptWords } from "./receipt-words.ts";
import { RECEIPTS_ID } from "./receipts-place.ts";

/** What was erased: of Ring accounts and cameras that are gone, and of people who were to be forgotten. */
export function Receipts({ receipts }: { receipts: readonly Receipt[] }) {
  const t = useTranslations("ring.receipts");
  const times = useTimeWords();
  return (
    <Card title={t("title")} id={RECEIPTS_ID}>
      {receipts.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul className="space-y-3">
        {receipts.map((receipt) => {
          const { what, why } = receiptWords(receipt, t, times);
          return (
            <li key={receipt.receiptId}>
              <p className="font-medium">{t(`of.${receipt.cause}`)}</p>
              <p>{what}</p>
              <p className="text-small text-muted">{why}</p>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
