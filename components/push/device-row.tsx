"use client";
import { BellRing, Trash2, Wrench } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { NameEditor } from "#components/ui/name-editor.tsx";
import { useNameWords } from "#components/ui/use-name-words.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { SubscriptionSummary } from "#lib/notifications/types.ts";
import { testPhase } from "./test-phase.ts";

type Props = {
  device: SubscriptionSummary;
  isThisOne: boolean;
  /** When its last test was asked for on this page; null: not yet. */
  askedAt: string | null;
  now: string;
  /** Gives this very device a new push address; undefined while that cannot be. */
  onRepair: (() => void) | undefined;
  onTest: () => void;
  onRename: (name: string | null) => Promise<unknown>;
  onRemove: () => void;
};

const dots = {
  reachable: "bg-familiar",
  untried: "border-2 border-muted",
  doubtful: "border-2 border-unknown",
  gone: "bg-muted",
};

const isLost = { reachable: false, untried: false, doubtful: true, gone: true };

/** A device that may be told: whether it is reached, and what can be done with it. */
export function DeviceRow(props: Props) {
  const { device, isThisOne, askedAt, onRepair, onTest, onRename, onRemove } = props;
  const t = useTranslations("devices");
  const nameWords = useNameWords();
  const phase = askedAt && testPhase(device, askedAt);
  return (
    <li className="py-2">
      <div className="flex flex-wrap items-center gap-x-3">
        <span
          aria-hidden
          className={classNames("size-2.5 shrink-0 rounded-full", dots[device.reach])}
        />
        <span className="min-w-0 grow basis-40 break-words">
          <NameEditor
            name={device.ownName}
            shown={device.device}
            words={nameWords}
            onRename={onRename}
          />
          {isThisOne && <span className="text-muted"> {t("thisOne")}</span>}
        </span>
        <Button look="plain" className="-mr-3 px-3" onClick={onTest}>
          <BellRing aria-hidden size={20} strokeWidth={1.75} />
          {t("test")}
        </Button>
        <Button
          look="plain"
          aria-label={t("remove", { device: device.device })}
          className="px-3.5"
          onClick={onRemove}
        >
          <Trash2 aria-hidden size={20} strokeWidth={1.75} />
        </Button>
      </div>
      <div className="pl-5.5 text-small text-muted tabular-nums">
        <Fate {...props} />
        {isThisOne && isLost[device.reach] && (
          <>
            <p>{t("repairWhat")}</p>
            <Button className="my-1" disabled={!onRepair} onClick={onRepair}>
              <Wrench aria-hidden size={20} strokeWidth={1.75} />
              {t("repair")}
            </Button>
          </>
        )}
        <p aria-live="polite" className="font-medium text-ink">
          {phase &&
            t(`testing.${phase}`, { why: device.failure ? t(`why.${device.failure}`) : "" })}
        </p>
      </div>
    </li>
  );
}

/** Whether the device is reached, when it was, and what last went wrong. */
function Fate({ device, now }: Props) {
  const t = useTranslations("devices");
  const { reach, lastSuccessAt, lastReceiptAt, lastFailureAt, failure, silentSince } = device;
  const { momentInSentence } = useTimeWords();
  const moment = (at: string) => momentInSentence(at, now);
  const isSilent = reach === "doubtful" && silentSince;
  return (
    <>
      <p>
        <span className="font-medium text-ink">{t(`reach.${reach}`)}</span>
        {lastSuccessAt && ` · ${t("reached", { when: moment(lastSuccessAt) })}`}
        {lastReceiptAt && ` · ${t("shown", { when: moment(lastReceiptAt) })}`}
      </p>
      {lastFailureAt && failure && (
        <p>{t("failed", { when: moment(lastFailureAt), why: t(`why.${failure}`) })}</p>
      )}
      {isSilent && <p>{t("silent", { when: moment(silentSince) })}</p>}
    </>
  );
}
