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
import { orderOf } from "#lib/people/order.ts";
import { listShelves } from "#lib/people/queries.ts";
import { openProposals } from "#lib/proposals/queries.ts";
import {
  answerMerge,
  forgetChosen,
  hideChosen,
  mergeChosen,
  redoChosen,
  tryMerge,
  undo,
  undoChosen,
} from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("people");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** No loading.tsx: it would be of the pages below as well, and answer 200 for people who are not there. */
export default function PeoplePage(props: Props) {
  return (
    <Suspense fallback={<PeopleSkeleton />}>
      <People {...props} />
    </Suspense>
  );
}

async function People({ searchParams }: Props) {
  const actor = await requireActor();
  const order = orderOf((await searchParams).sort);
  const [t, shelved, proposals] = await Promise.all([
    getTranslations("people"),
    listShelves(actor, order),
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
      <MergeProposals initialProposals={proposals} actions={{ answer: answerMerge, undo }} />
      <PeopleShelves
        initial={{ order, shelved }}
        archiveDays={env().UNREGISTERED_ARCHIVE_DAYS}
        forgetGraceDays={actor.role === "owner" ? env().FORGET_GRACE_DAYS : null}
        serverNow={new Date().toISOString()}
        actions={{
          ...{ tryMerge, merge: mergeChosen, hide: hideChosen, forget: forgetChosen },
          ...{ undo: undoChosen, redo: redoChosen },
        }}
      />
    </div>
  );
}
