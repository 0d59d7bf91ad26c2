import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { requireActor } from "#app/_server/session.ts";
import { AddPerson } from "#components/enrolment/add-person.tsx";
import { MergeProposals } from "#components/people/merge-proposals.tsx";
import { PeopleShelves } from "#components/people/people-shelves.tsx";
import { PeopleSkeleton } from "#components/shell/page-skeleton.tsx";
import { buttonClasses } from "#components/ui/button.tsx";
import { env } from "#lib/infra/env.ts";
import { listForgotten, listShelves } from "#lib/people/queries.ts";
import { openProposals } from "#lib/proposals/queries.ts";
import { answerMerge, reopen, undo } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("people");
  return { title: t("title") };
}

/** No loading.tsx: it would be of the pages below as well, and answer 200 for people who are not there. */
export default function PeoplePage() {
  return (
    <Suspense fallback={<PeopleSkeleton />}>
      <People />
    </Suspense>
  );
}

async function People() {
  const actor = await requireActor();
  const [t, shelved, forgotten, proposals] = await Promise.all([
    getTranslations("people"),
    listShelves(actor),
    listForgotten(actor),
    openProposals(actor),
  ]);
  return (
    <div className="mx-auto max-w-[720px]">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 px-1">
        <h1 className="text-display font-semibold">{t("title")}</h1>
        <Link href="/sureness" prefetch={false} className={buttonClasses("plain", "-ml-4")}>
          {t("sureness")}
        </Link>
      </div>
      <AddPerson isFirst={shelved.people.length === 0} />
      <MergeProposals
        initialProposals={proposals}
        actions={{ answer: answerMerge, reopen, undo }}
      />
      <PeopleShelves
        initialShelved={shelved}
        forgotten={forgotten}
        archiveDays={env().UNREGISTERED_ARCHIVE_DAYS}
        serverNow={new Date().toISOString()}
      />
    </div>
  );
}
