import { useLocale, useTranslations } from "next-intl";
import { classNames } from "#components/ui/class-names.ts";
import { HIGHEST_LIKENESS, LIKENESS_STEP, LOWEST_LIKENESS } from "#lib/calibration/distribution.ts";
import type { LightingSureness } from "#lib/calibration/types.ts";
import { formatTag } from "#messages/locale.ts";

const rows = [
  { of: "strangers", measure: "strangersMeasure", colour: "bg-unknown" },
  { of: "members", measure: "membersMeasure", colour: "bg-familiar" },
] as const;

const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** How alike strangers are to your people, and your people to themselves, with the two thresholds. */
export function LikenessPlot({ named, ask, distribution }: LightingSureness) {
  const t = useTranslations("sureness.plot");
  return (
    <figure>
      <div aria-hidden className="relative pt-6">
        <Threshold at={ask} label={t("asks")} side="left" />
        <Threshold at={named} label={t("names")} side="right" />
        <div className="space-y-3 pt-3">
          {rows.map(({ of, measure, colour }) => (
            <div key={of}>
              <p className="relative z-20 mb-1 w-fit bg-card pr-1 text-small">
                <span className="font-medium">{t(of)}</span>{" "}
                <span className="text-muted">{t(measure)}</span>
              </p>
              <Bars counts={distribution[of]} colour={colour} />
            </div>
          ))}
        </div>
        <Axis />
      </div>
      <AsTable distribution={distribution} />
    </figure>
  );
}

const left = (likeness: number) =>
  `${(((likeness - LOWEST_LIKENESS) / (HIGHEST_LIKENESS - LOWEST_LIKENESS)) * 100).toFixed(2)}%`;

const Threshold = ({ at, label, side }: { at: number; label: string; side: "left" | "right" }) => (
  <span
    className={classNames(
      "absolute top-0 bottom-6 z-10 border-accent text-small text-accent",
      side === "left" ? "border-l border-dashed" : "border-l-2",
    )}
    style={{ left: left(at) }}
  >
    <span
      className={classNames(
        "absolute top-0 leading-none whitespace-nowrap",
        side === "left" ? "right-1.5" : "left-1.5",
      )}
    >
      {label}
    </span>
  </span>
);

function Bars({ counts, colour }: { counts: readonly number[]; colour: string }) {
  const most = Math.max(1, ...counts);
  return (
    <div className="flex h-20 items-end gap-px border-b border-line">
      {counts.map((count, step) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a step of the scale is its own key
          key={step}
          className={classNames("grow rounded-t-[2px]", count > 0 && `min-h-0.5 ${colour}`)}
          style={{ height: `${(count / most) * 100}%` }}
        />
      ))}
    </div>
  );
}

function Axis() {
  const t = useTranslations("sureness.plot");
  const tag = formatTag(useLocale());
  return (
    <div className="relative mt-1 h-5 text-[11px] text-muted tabular-nums">
      {TICKS.map((tick) => (
        <span
          key={tick}
          className={classNames(
            "absolute -translate-x-1/2 whitespace-nowrap last:-translate-x-full",
            tick === 0.75 && "max-sm:hidden",
          )}
          style={{ left: left(tick) }}
        >
          {tick === 1 ? t("same") : tick === 0 ? t("unlike") : tick.toLocaleString(tag)}
        </span>
      ))}
    </div>
  );
}

const BAND_STEPS = Math.round(0.1 / LIKENESS_STEP);

/** The same in tenths, where anything was counted. */
function AsTable({ distribution }: Pick<LightingSureness, "distribution">) {
  const t = useTranslations("sureness.plot");
  const tag = formatTag(useLocale());
  const tenths = (likeness: number) =>
    likeness.toLocaleString(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const bandsOf = (counts: readonly number[]) =>
    Array.from({ length: counts.length / BAND_STEPS }, (_, band) =>
      counts.slice(band * BAND_STEPS, (band + 1) * BAND_STEPS).reduce((a, b) => a + b, 0),
    );
  const [strangers, members] = [bandsOf(distribution.strangers), bandsOf(distribution.members)];
  return (
    <details className="mt-1 text-small text-muted">
      <summary className="-ml-1 flex min-h-11 w-fit cursor-pointer items-center rounded px-1 underline decoration-line underline-offset-4">
        {t("asTable")}
      </summary>
      <table className="w-full text-right tabular-nums">
        <thead>
          <tr>
            <th className="text-left font-medium">{t("likeness")}</th>
            <th className="font-medium">{t("strangers")}</th>
            <th className="font-medium">{t("members")}</th>
          </tr>
        </thead>
        <tbody>
          {strangers.map((count, band) => {
            const from = LOWEST_LIKENESS + band / 10;
            if (count + (members[band] ?? 0) === 0) return null;
            return (
              <tr key={from}>
                <td className="text-left">
                  {t("band", { from: tenths(from), to: tenths(from + 0.1) })}
                </td>
                <td>{count}</td>
                <td>{members[band]}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
