import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { ReviewScreen } from "#components/review/review-screen.tsx";
import { reviewQueue } from "#lib/review/queries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("review");
  return { title: t("title") };
}

export default async function ReviewPage() {
  const actor = await requireActor();
  return <ReviewScreen initial={await reviewQueue(actor, null)} />;
}
