"use client";
import { useRouter } from "next/navigation";
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
  const { refresh } = useRouter();
  useLive(refresh);
  if (accounts.length === 0)
    return (
      <p className="text-muted">
        None is linked yet. Choose Kith in the Ring app: Ring asks which cameras Kith may see, and
        brings you back here.
      </p>
    );
  return (
    <ul className="divide-y divide-line">
      {accounts.map((account) => (
        <li key={account.ringAccountId} className="py-2">
          <p className="font-medium">{titleOf(account)}</p>
          {account.state === "linked" && <p className="text-small text-muted">Linked</p>}
          {account.state === "awaiting" && (
            <AlmostLinked ringAccountId={account.ringAccountId} retry={retry} />
          )}
          {account.state === "needs_relink" && (
            <p className="text-small text-muted">Must be linked again in the Ring app</p>
          )}
          {account.state === "removed" && (
            <p className="text-small text-muted">
              Disconnected. All that it brought is being erased…
            </p>
          )}
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
function titleOf({ cameraNames, state }: Account): string {
  if (cameraNames.length > 0) return cameraNames.join(", ");
  return state === "awaiting" ? "New Ring account" : "Ring account without cameras";
}

const ASKED = "Asked again. This changes by itself as soon as Ring agrees.";

function AlmostLinked({
  ringAccountId,
  retry,
}: Pick<RingAccountsProps, "retry"> & { ringAccountId: string }) {
  const [said, setSaid] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const ask = async () => {
    setPending(true);
    const result = await retry({ ringAccountId }).catch(() => null);
    setSaid(result?.ok ? ASKED : (result?.message ?? "Kith cannot be reached. Try again."));
    setPending(false);
  };
  return (
    <Notice tone="warning" title="Almost linked">
      <p>
        Ring has yet to confirm the last step, and sends no events before. Kith goes on asking by
        itself; if it is still so tomorrow, start again in the Ring app.
      </p>
      <Button onClick={ask} disabled={pending} className="mt-2">
        Ask Ring now
      </Button>
      <p aria-live="polite" className="mt-1 text-small">
        {said}
      </p>
    </Notice>
  );
}
