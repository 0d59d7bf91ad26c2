import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** Where it can be taken back that a picture shows no face; nothing where that was not said. */
export function DismissedFaces({ personIds }: { personIds: readonly string[] }) {
  const t = useTranslations("visit");
  return personIds.map((personId) => (
    <Link
      key={personId}
      href={`/people/${personId}`}
      prefetch={false}
      className="flex min-h-12 items-center justify-between gap-3 rounded-card bg-card px-4 py-2 shadow-card transition-colors hover:bg-sunken"
    >
      <span>{t("dismissed")}</span>
      <ChevronRight aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-muted" />
    </Link>
  ));
}
