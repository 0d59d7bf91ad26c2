import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClasses } from "#components/ui/button.tsx";

export default function NotFound() {
  const t = useTranslations("shell.notFound");
  return (
    <main className="mx-auto flex max-w-md flex-col items-start gap-3 px-5 py-16">
      <h1 className="text-title font-semibold">{t("title")}</h1>
      <p className="text-muted">{t("about")}</p>
      <Link href="/" className={buttonClasses("main")}>
        {t("home")}
      </Link>
    </main>
  );
}
