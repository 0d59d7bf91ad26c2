import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { PersonLink } from "#components/people/person-link.tsx";
import { Button, buttonClasses } from "#components/ui/button.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import type { Enrolled, EnrolmentState } from "#lib/enrolment/types.ts";
import type { EnrolmentActions } from "./enrolment-actions.ts";

/** Says that somebody is known now, and lets it be taken back. */
export function EnrolledCard({
  enrolment,
  outcome,
  takeBack,
}: {
  enrolment: EnrolmentState;
  outcome: Enrolled;
  takeBack: EnrolmentActions["takeBack"];
}) {
  const t = useTranslations("enrolment");
  const show = useUndoBar();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isTakenBack, setTakenBack] = useState(false);
  useEffect(() => heading.current?.focus(), []);
  const undo = async () => {
    const result = await takeBack({ enrolmentId: enrolment.enrolmentId }).catch(
      () => ({ ok: false, message: t("unreachable") }) as const,
    );
    if (result.ok) setTakenBack(true);
    show({ text: result.ok ? t("takenBack") : result.message });
  };
  const name = enrolment.name ?? t("somebody");
  return (
    <section className="flex flex-col items-center gap-4 py-10 text-center">
      <CircleCheck aria-hidden size={56} strokeWidth={1.5} className="text-familiar" />
      <div className="max-w-sm">
        <h1 ref={heading} tabIndex={-1} className="text-display font-semibold outline-none">
          {isTakenBack ? t("takenBack") : t("done", { name })}
        </h1>
        <p className="mt-1 text-pretty text-muted">
          {isTakenBack ? t("takenBackAbout") : t("doneAbout")}
        </p>
      </div>
      <div className="flex w-full max-w-sm flex-col gap-2">
        <PersonLink personId={outcome.personId} className={buttonClasses("main")}>
          {t("open", { name: isTakenBack ? t("somebody") : name })}
        </PersonLink>
        <Link href="/people/add" prefetch={false} className={buttonClasses()}>
          {t("another")}
        </Link>
        {!isTakenBack && (
          <Button look="plain" onClick={() => void undo()}>
            {t("undo")}
          </Button>
        )}
      </div>
    </section>
  );
}
