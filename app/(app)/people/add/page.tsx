import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { z } from "zod";
import { requireActor } from "#app/_server/session.ts";
import { BeginEnrolment } from "#components/enrolment/begin-enrolment.tsx";
import { CardsSkeleton } from "#components/shell/page-skeleton.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { listCameras } from "#lib/cameras/queries.ts";
import { namedPeople } from "#lib/review/queries.ts";
import { start } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("enrolment");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AddPersonPage(props: Props) {
  const shell = await getTranslations("shell");
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/people">{shell("people")}</BackLink>
      <Suspense fallback={<CardsSkeleton />}>
        <AddPerson {...props} />
      </Suspense>
    </div>
  );
}

async function AddPerson({ searchParams }: Props) {
  const actor = await requireActor();
  const { person } = await searchParams;
  const [t, people, cameras] = await Promise.all([
    getTranslations("enrolment"),
    namedPeople(actor),
    listCameras(actor),
  ]);
  const personId = z.uuid().safeParse(person).data;
  return (
    <>
      <h1 className="mb-4 px-1 text-display font-semibold">{t("title")}</h1>
      <BeginEnrolment
        people={people}
        chosen={people.find((each) => each.personId === personId) ?? null}
        cameras={cameras.filter(({ enabled }) => enabled)}
        start={start}
      />
    </>
  );
}
