"use client";
import { UserRoundPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { Action, ActionResult } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { OpenInvitation } from "#lib/households/invitations/types.ts";
import { NewLink } from "./new-link.tsx";

/** Has an owner invite somebody by a link, and take links back that nobody has used. */
export function InvitationsCard({
  open,
  invite,
  takeBack,
}: {
  open: readonly OpenInvitation[];
  invite: Action<undefined, { invitationId: string; url: string }>;
  takeBack: Action<{ invitationId: string }>;
}) {
  const t = useTranslations("household.invitations");
  const household = useTranslations("household");
  const { dateAndTimeWords } = useTimeWords();
  const { refresh } = useRouter();
  const say = useUndoBar();
  const [made, setMade] = useState<{ invitationId: string; url: string } | null>(null);
  // Until somebody has used it, or it was taken back, here or elsewhere.
  const isGood = open.some(({ invitationId }) => invitationId === made?.invitationId);
  const [isBusy, start] = useTransition();
  const press = <Output,>(
    act: () => Promise<ActionResult<Output>>,
    then: (output: Output) => void,
  ) =>
    start(async () => {
      const failed = { ok: false, message: household("unreachable") } as const;
      const result = await act().catch(() => failed);
      if (!result.ok) return say({ text: result.message });
      then(result.data);
      refresh();
    });
  return (
    <Card title={t("title")}>
      <p className="text-pretty text-muted">{t("about")}</p>
      {made && isGood && <NewLink key={made.invitationId} url={made.url} />}
      <Button
        look={isGood ? "soft" : "main"}
        className="mt-3"
        disabled={isBusy}
        onClick={() => press(() => invite(undefined), setMade)}
      >
        <UserRoundPlus aria-hidden size={20} strokeWidth={1.75} />
        {t(isGood ? "another" : "invite")}
      </Button>
      {open.length > 0 && (
        <ul aria-label={t("open")} className="mt-3 divide-y divide-line">
          {open.map(({ invitationId, endsAt }, at) => {
            const what = t("until", { number: at + 1, when: dateAndTimeWords(endsAt) });
            return (
              <li key={invitationId} className="flex items-center justify-between gap-4 py-1">
                <p className="text-pretty">{what}</p>
                <Button
                  aria-label={t("takeBackThis", { what })}
                  disabled={isBusy}
                  onClick={() =>
                    press(
                      () => takeBack({ invitationId }),
                      () => say({ text: t("takenBack") }),
                    )
                  }
                >
                  {t("takeBack")}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
