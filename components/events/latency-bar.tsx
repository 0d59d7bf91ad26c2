"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { LatencyReceipt } from "#lib/events/types.ts";
import { type LatencyStep, latencySteps, latencyTotal } from "./latency-steps.ts";

const shades = [
  "opacity-100",
  "opacity-80",
  "opacity-65",
  "opacity-50",
  "opacity-35",
  "opacity-20",
];

/** The receipt as a thin stacked bar, or as a table by a switch. */
export function LatencyBar({ receipt }: { receipt: LatencyReceipt }) {
  const { durationWords } = useTimeWords();
  const t = useTranslations("latency");
  const [asTable, setAsTable] = useState(false);
  const steps = latencySteps(receipt);
  const total = latencyTotal(receipt);
  const totalMs = steps.reduce((sum, { ms }) => sum + ms, 0);
  return (
    <div>
      <div className="flex items-center justify-between gap-3">
        <p>
          <span className="font-medium tabular-nums">{durationWords(total.ms)}</span>{" "}
          <span className="text-muted">{t(`total.${total.until}`)}</span>
        </p>
        <button
          type="button"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
          className="-my-2 -mr-2 min-h-12 shrink-0 rounded-lg px-2 text-small font-medium text-accent hover:bg-sunken"
        >
          {t(asTable ? "asBar" : "asTable")}
        </button>
      </div>
      {receipt.source === "history" && (
        <p className="mt-2 text-small text-muted text-pretty">{t("fromHistory")}</p>
      )}
      {asTable ? <StepTable steps={steps} /> : <StepBar steps={steps} totalMs={totalMs} />}
    </div>
  );
}

const StepBar = ({ steps, totalMs }: { steps: readonly LatencyStep[]; totalMs: number }) => {
  const t = useTranslations("latency.steps");
  const { durationWords } = useTimeWords();
  return (
    <div className="mt-3">
      <div aria-hidden="true" className="flex h-2 gap-0.5 overflow-hidden rounded-full bg-sunken">
        {steps.map(({ name, ms }, index) => (
          <span
            key={name}
            className={classNames("h-full min-w-0.5 bg-info", shades[index])}
            style={{ flexGrow: totalMs > 0 ? ms / totalMs : 1 }}
          />
        ))}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-small text-muted tabular-nums">
        {steps.map(({ name, ms }, index) => (
          <li key={name} className="flex items-center gap-1.5">
            <span
              aria-hidden
              className={classNames("size-2 rounded-full bg-info", shades[index])}
            />
            {t(`${name}.name`)} {durationWords(ms)}
          </li>
        ))}
      </ul>
    </div>
  );
};

function StepTable({ steps }: { steps: readonly LatencyStep[] }) {
  const t = useTranslations("latency.steps");
  const { durationWords } = useTimeWords();
  return (
    <table className="mt-2 w-full text-small">
      <tbody>
        {steps.map(({ name, ms }) => (
          <tr key={name} className="border-t border-line first:border-0">
            <th scope="row" className="py-2 pr-3 text-left font-medium">
              {t(`${name}.name`)}
            </th>
            <td className="py-2 pr-3 text-muted">{t(`${name}.meaning`)}</td>
            <td className="py-2 text-right tabular-nums">{durationWords(ms)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
