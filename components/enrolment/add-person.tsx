import { UserRoundPlus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClasses } from "#components/ui/button.tsx";

/** Leads to making somebody known, and where nobody is yet also to the way there. */
export function AddPerson({ isFirst }: { isFirst: boolean }) {
  const t = useTranslations("enrolment");
  const welcome = useTranslations("welcome");
  return (
    <div className="mb-6 flex flex-wrap gap-2">
      <Link
        href="/people/add"
        prefetch={false}
        className={buttonClasses(isFirst ? "main" : "soft", "w-full sm:w-auto")}
      >
        <UserRoundPlus aria-hidden size={20} strokeWidth={1.75} />
        {t("title")}
      </Link>
      {isFirst && (
        <Link
          href="/welcome"
          prefetch={false}
          className={buttonClasses("soft", "w-full sm:w-auto")}
        >
          {welcome("begin")}
        </Link>
      )}
    </div>
  );
}
