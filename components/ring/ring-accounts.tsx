"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { useLive } from "#components/ui/live.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Disconnect } from "./disconnect.tsx";

type Account = {
  ringAccountId: string;
  state: "awaiting" | "linked" | "needs_relink" | "removed";
  cameraNames: readonly string[];
};

type RingAccountsProps = {
  accounts: readonly Account[];
  retry: Action<{ ringAccountId: string }>;
  /** Null for members: only owners disconnect. */
  disconnect: Action<{ ringAccountId: string }> | null;
};

/** The household's Ring accounts: how each link stands and what to do about it. */
export function RingAccounts({ accounts, retry, disconnect }: RingAccountsProps) {
  const t = useTranslations("ring");
  const { refresh } = useRouter();
  useLive(refresh);
  if (accounts.length === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <ul className="divide-y divide-line">
      {accounts.map((account) => (
        <li key={account.ringAccountId} className="py-2">
          <p className="font-medium">
            <Title {...account} />
          </p>
          {account.state === "linked" && <p className="text-small text-muted">{t("linked")}</p>}
          {account.state === "awaiting" && (
            <AlmostLinked ringAccountId={account.ringAccountId} retry={retry} />
          )}
          {account.state === "needs_relink" && (
            <p className="text-small text-muted">{t("needsRelink")}</p>
          )}
          {account.state === "removed" && <p className="text-small text-muted">{t("removed")}</p>}
          {disconnect && account.state !== "removed" && (
            <div className="mt-2">
              <Disconnect ringAccountId={account.ringAccountId} disconnect={disconnect} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Cameras are known once Ring has confirmed the link. */
function Title({ cameraNames, state }: Account) {
  const t = useTranslations("ring");
  if (cameraNames.length > 0) return cameraNames.join(", ");
  return t(state === "awaiting" ? "new" : "withoutCameras");
}

function AlmostLinked({
  ringAccountId,
  retry,
}: Pick<RingAccountsProps, "retry"> & { ringAccountId: string }) {
  const t = useTranslations("ring.almost");
  const [said, setSaid] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const ask = async () => {
    setPending(true);
    const result = await retry({ ringAccountId }).catch(() => null);
    setSaid(result?.ok ? t("asked") : (result?.message ?? t("unreachable")));
    setPending(false);
  };
  return (
    <Notice tone="warning" title={t("title")}>
      <p>{t("about")}</p>
      <Button onClick={ask} disabled={pending} className="mt-2">
        {t("ask")}
      </Button>
      <p aria-live="polite" className="mt-1 text-small">
        {said}
      </p>
    </Notice>
  );
}
