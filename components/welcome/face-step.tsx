import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClasses } from "#components/ui/button.tsx";

/** Waits for the first face that a camera sees. */
export function FaceStep({ isDemo }: { isDemo: boolean }) {
  const t = useTranslations("welcome.face");
  return (
    <>
      <p className="text-pretty text-muted">{t(isDemo ? "demo" : "walk")}</p>
      <p
        role="status"
        className="mt-3 flex min-h-12 items-center justify-center gap-3 rounded-card bg-info-soft px-4 py-3 text-center"
      >
        <span aria-hidden className="size-2.5 shrink-0 animate-breathe rounded-full bg-info" />
        {t("waiting")}
      </p>
      <Link href="/people/add" prefetch={false} className={buttonClasses("soft", "mt-3 w-full")}>
        {t("photos")}
      </Link>
    </>
  );
}
