import { useTranslations } from "next-intl";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { Receipt } from "#lib/erasure/types.ts";
import { receiptWords } from "./receipt-words.ts";

/** What was erased of Ring accounts and cameras that are gone. */
export function Receipts({ receipts }: { receipts: readonly Receipt[] }) {
  const t = useTranslations("ring.receipts");
  const times = useTimeWords();
  if (receipts.length === 0) return null;
  return (
    <ul aria-label={t("title")} className="mt-3 space-y-3 border-t border-line pt-3">
      {receipts.map((receipt) => {
        const { what, why } = receiptWords(receipt, t, times);
        return (
          <li key={receipt.receiptId}>
            <p className="font-medium">{what}</p>
            <p className="text-small text-muted">{why}</p>
          </li>
        );
      })}
    </ul>
  );
}
