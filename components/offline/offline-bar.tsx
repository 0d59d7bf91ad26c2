"use client";
import { CloudOff, Send } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useAnswerQueue } from "#components/review/answer-queue.tsx";
import { useBecameWords } from "#components/review/use-became-words.ts";
import type { WaitingAnswer } from "#components/review/waiting-answer.ts";
import { Button } from "#components/ui/button.tsx";
import { useConnection } from "#components/ui/connection.ts";
import { Notice } from "#components/ui/notice.tsx";
import { dayKey } from "#components/ui/time-words.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";

/** Says that there is no connection and what is shown instead, what waits to be sent, and what was refused. */
export function OfflineBar() {
  const t = useTranslations("offline");
  const { isOffline, asOf } = useConnection();
  const { waiting, refused, dismiss } = useAnswerQueue();
  const moment = useMoment();
  return (
    <>
      <div role="status">
        {isOffline && (
          <Line icon={<CloudOff aria-hidden size={20} strokeWidth={1.75} />}>
            {asOf ? t("asOf", { when: moment(asOf) }) : t("offline")}
          </Line>
        )}
        {waiting.length > 0 && (
          <Line icon={<Send aria-hidden size={20} strokeWidth={1.75} />}>
            {t("waiting", { count: waiting.length })}
          </Line>
        )}
      </div>
      {refused.map((answer) => (
        <Refused key={answer.key} answer={answer} onRead={() => void dismiss(answer.key)} />
      ))}
    </>
  );
}

/** "14:32", with the day where it is not today. */
function useMoment(): (at: string) => string {
  const { clockTime, momentInSentence } = useTimeWords();
  const zone = useTimeZone() ?? "UTC";
  return (at) => {
    const now = new Date().toISOString();
    return dayKey(at, zone) === dayKey(now, zone) ? clockTime(at) : momentInSentence(at, now);
  };
}

const Line = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <p className="mx-auto mb-3 flex max-w-[720px] items-center gap-3 rounded-card bg-info-soft px-4 py-3 tabular-nums">
    <span className="shrink-0 text-info">{icon}</span>
    <span className="min-w-0">{children}</span>
  </p>
);

/** An answer of which nothing was done, and whose the faces are instead. */
function Refused({ answer, onRead }: { answer: WaitingAnswer; onRead: () => void }) {
  const t = useTranslations("offline");
  const becameWords = useBecameWords();
  const { words, refusal } = answer;
  return (
    <div className="mx-auto max-w-[720px]">
      <Notice tone="warning" title={t("refused.title")}>
        <p className="wrap-anywhere">{t("refused.answer", { words })}</p>
        <p className="wrap-anywhere">
          {refusal?.message === null ? t("refused.tooOld") : t("refused.late")}{" "}
          {becameWords(refusal?.became ?? null)}
        </p>
        <Button look="plain" className="-ml-4" onClick={onRead}>
          {t("refused.read")}
        </Button>
      </Notice>
    </div>
  );
}
