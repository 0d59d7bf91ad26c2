"use client";
import { Bell, House, Settings, UserRoundCheck, Users } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { ReviewBadge } from "#components/review/review-badge.tsx";
import { TellPressed } from "./coming-page.tsx";
import { KithMark } from "./kith-mark.tsx";

const places = [
  { href: "/", name: "timeline", Icon: House, under: /^\/($|events|ledger)/ },
  { href: "/review", name: "review", Icon: UserRoundCheck, under: /^\/review/ },
  { href: "/people", name: "people", Icon: Users, under: /^\/(people|sureness)/ },
  { href: "/alerts", name: "alerts", Icon: Bell, under: /^\/alerts/ },
  { href: "/settings", name: "settings", Icon: Settings, under: /^\/(settings|cameras|ai-notice)/ },
] as const;

/** The places: at the thumb on a phone, at the left edge on a wide screen. */
export function Navigation() {
  const t = useTranslations("shell");
  const path = usePathname();
  return (
    <nav
      aria-label={t("main")}
      className="fixed inset-x-0 bottom-0 z-30 flex justify-around border-t border-line bg-card pb-[env(safe-area-inset-bottom)] pane:inset-y-0 pane:right-auto pane:w-24 pane:flex-col pane:justify-start pane:gap-2 pane:border-t-0 pane:border-r pane:pt-6"
    >
      <span className="mb-4 hidden flex-col items-center gap-1 pane:flex">
        <KithMark sizePx={36} />
        <span className="font-semibold">Kith</span>
      </span>
      {places.map(({ href, name, Icon, under }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={under.test(path) ? "page" : undefined}
          className="group flex min-h-16 grow flex-col items-center justify-center gap-0.5 text-small text-muted aria-[current]:font-semibold aria-[current]:text-accent pane:grow-0"
        >
          <span className="relative flex h-8 w-14 items-center justify-center rounded-full transition-colors group-hover:bg-sunken group-aria-[current]:bg-accent-soft">
            <Icon aria-hidden size={20} strokeWidth={1.75} />
            {name === "review" && <ReviewBadge />}
          </span>
          {t(name)}
          <TellPressed place={name} />
        </Link>
      ))}
    </nav>
  );
}
