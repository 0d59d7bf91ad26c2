import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClasses } from "#components/ui/button.tsx";
import type { WelcomeState } from "#lib/welcome/types.ts";

/** How Ring is linked, which begins in the Ring app. */
export function RingStep({ state }: { state: WelcomeState["ring"]["state"] }) {
  const t = useTranslations("welcome.ring");
  if (state === "awaiting" || state === "needs_relink")
    return (
      <>
        <p className="text-pretty text-muted">{t(state)}</p>
        <Link
          href="/settings#ring"
          prefetch={false}
          className={buttonClasses("soft", "mt-3 w-full")}
        >
          {t("settings")}
        </Link>
      </>
    );
  return (
    <>
      <ol className="list-decimal space-y-1 pl-5 marker:font-semibold">
        {(["open", "choose", "back"] as const).map((step) => (
          <li key={step} className="pl-1 text-pretty">
            {t(`steps.${step}`)}
          </li>
        ))}
      </ol>
      <p className="mt-3 text-small text-pretty text-muted">{t("waits")}</p>
      <p className="mt-2 text-small text-pretty text-muted">{t("orDemo")}</p>
    </>
  );
}
