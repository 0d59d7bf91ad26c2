"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { buttonClasses } from "#components/ui/button.tsx";
import { Key, useLetter } from "./answer-button.tsx";
import { useKeys } from "./use-keys.ts";

/** Leads to the visit of a face, whose page leads back to the question. */
export function SeeVisit({
  visitId,
  hasKey = true,
}: {
  visitId: string;
  /** False of all but one on a page. */
  hasKey?: boolean;
}) {
  const t = useTranslations("review");
  const letter = useLetter("O");
  const key = hasKey ? letter : undefined;
  const { push } = useRouter();
  const href = `/visits/${visitId}?from=review`;
  useKeys(hasKey ? { o: () => push(href) } : {});
  return (
    <Link
      href={href}
      prefetch={false}
      aria-keyshortcuts={key}
      className={buttonClasses("plain", "mx-auto mt-1 flex w-fit text-small")}
    >
      {t("seeVisit")}
      {key && <Key>{key}</Key>}
    </Link>
  );
}
