"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useSignOut } from "#components/account/use-sign-out.ts";
import type { Action } from "#components/ui/action-result.ts";
import { Ask } from "#components/ui/ask.tsx";
import { Card } from "#components/ui/card.tsx";
import { useLive } from "#components/ui/live.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { Member } from "#lib/households/members/types.ts";

/** Who belongs to the household. An owner may remove members, and a member may leave. */
export function MembersCard({
  members,
  ownId,
  remove,
  leave,
}: {
  members: readonly Member[];
  /** Who is looking. */
  ownId: string;
  /** Null for whoever may not remove anybody. */
  remove: Action<{ accountId: string }> | null;
  /** Null for whoever cannot leave. */
  leave: Action<undefined> | null;
}) {
  const t = useTranslations("household.members");
  const household = useTranslations("household");
  const { dateWords } = useTimeWords();
  const { refresh } = useRouter();
  useLive(refresh);
  return (
    <Card title={t("title")}>
      <ul className="divide-y divide-line">
        {members.map(({ accountId, displayName, role, email, since }) => (
          <li
            key={accountId}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2"
          >
            <div className="min-w-0">
              <p className="font-medium wrap-anywhere">
                {accountId === ownId ? t("you", { name: displayName }) : displayName}
              </p>
              <p className="text-small wrap-anywhere text-muted">
                {[t(`role.${role}`), email, t("since", { date: dateWords(since) })]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </div>
            {remove && role === "member" && (
              <Ask
                words={{
                  open: t("remove.open"),
                  openThis: t("remove.submit", { name: displayName }),
                  title: t("remove.title", { name: displayName }),
                  about: t("remove.about"),
                  submit: t("remove.submit", { name: displayName }),
                  keep: household("dont"),
                  unreachable: household("unreachable"),
                }}
                act={() => remove({ accountId })}
              />
            )}
          </li>
        ))}
      </ul>
      {leave && <Leave leave={leave} />}
    </Card>
  );
}

function Leave({ leave }: { leave: Action<undefined> }) {
  const t = useTranslations("household.members.leave");
  const household = useTranslations("household");
  const signOut = useSignOut();
  const act = async () => {
    const result = await leave(undefined);
    if (result.ok) await signOut();
    return result;
  };
  return (
    <div className="mt-3">
      <Ask
        words={{
          open: t("open"),
          title: t("title"),
          about: t("about"),
          submit: t("submit"),
          keep: household("dont"),
          unreachable: household("unreachable"),
        }}
        act={act}
      />
    </div>
  );
}
