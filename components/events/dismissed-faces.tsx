import { useTranslations } from "next-intl";
import { LinkRow } from "#components/ui/link-row.tsx";

/** Where it can be taken back that a picture shows no face; nothing where that was not said. */
export function DismissedFaces({ personIds }: { personIds: readonly string[] }) {
  const t = useTranslations("visit");
  return personIds.map((personId) => (
    <LinkRow key={personId} href={`/people/${personId}`} look="card">
      {t("dismissed")}
    </LinkRow>
  ));
}
