import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";

export type StepStand = "done" | "now" | "skipped" | "later";

/** A step of the way: open while it is the one to be done, a line otherwise. */
export function StepCard({
  number,
  title,
  told,
  stand,
  onSkip,
  onOpen,
  children,
}: {
  number: number;
  title: string;
  /** What is known of it, in a few words. */
  told: string | null;
  stand: StepStand;
  /** Undefined where it cannot be left out. */
  onSkip?: (() => void) | undefined;
  onOpen: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("welcome");
  const isNow = stand === "now";
  return (
    <li
      aria-current={isNow ? "step" : undefined}
      className={classNames("rounded-card px-4", isNow ? "bg-card py-4 shadow-card" : "py-2")}
    >
      <div className="flex items-center gap-3">
        <StepMark number={number} stand={stand} />
        <div className="min-w-0 grow">
          <h2 className={classNames("font-semibold", stand === "later" && "text-muted")}>
            {title}
          </h2>
          {told && <p className="text-small wrap-anywhere text-muted">{told}</p>}
        </div>
        {stand === "skipped" && (
          <Button look="plain" onClick={onOpen}>
            {t("doIt")}
          </Button>
        )}
      </div>
      {isNow && <div className="mt-4">{children}</div>}
      {isNow && onSkip && (
        <Button look="plain" className="mt-2 w-full" onClick={onSkip}>
          {t("later")}
        </Button>
      )}
    </li>
  );
}

function StepMark({ number, stand }: { number: number; stand: StepStand }) {
  const t = useTranslations("welcome.stand");
  return (
    <span
      className={classNames(
        "flex size-9 shrink-0 items-center justify-center rounded-full font-semibold tabular-nums",
        stand === "done" && "bg-familiar text-on-mark",
        stand === "now" && "bg-accent text-on-accent",
        (stand === "later" || stand === "skipped") && "bg-sunken text-muted",
      )}
    >
      {stand === "done" ? <Check aria-hidden size={20} strokeWidth={2.5} /> : number}
      <span className="sr-only">{t(stand)}</span>
    </span>
  );
}
