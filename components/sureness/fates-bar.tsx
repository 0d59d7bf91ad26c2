import { classNames } from "#components/ui/class-names.ts";
import type { SelfTestCounts } from "#lib/calibration/self-test.ts";
import { fatesWords } from "./sureness-words.ts";
import { useSurenessWords } from "./use-sureness-words.ts";

const fates = [
  { fate: "named", colour: "bg-familiar" },
  { fate: "asked", colour: "bg-info" },
  { fate: "misasked", colour: "bg-accent" },
  { fate: "unknown", colour: "bg-unknown" },
  { fate: "wrong", colour: "bg-watchlist" },
] as const;

/** What became of the faces that were held out, as a stacked bar with its words. */
export function FatesBar({ counts }: { counts: SelfTestCounts }) {
  const words = useSurenessWords();
  return (
    <div>
      <span aria-hidden className="flex h-2.5 gap-0.5 overflow-hidden rounded-full bg-sunken">
        {fates.map(({ fate, colour }) =>
          counts[fate] > 0 ? (
            <span
              key={fate}
              className={classNames("min-w-1", colour)}
              style={{ flexGrow: counts[fate] }}
            />
          ) : null,
        )}
      </span>
      <p className="mt-1 text-small text-muted tabular-nums">
        {words.t("fates.of", { count: counts.faces, fates: fatesWords(words, counts) })}
      </p>
    </div>
  );
}

/** The colours of the bars, in words. */
export function FatesLegend() {
  const { t } = useSurenessWords();
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small text-muted">
      {fates.map(({ fate, colour }) => (
        <li key={fate} className="flex items-center gap-1.5">
          <span aria-hidden className={classNames("size-2.5 rounded-[3px]", colour)} />
          {t(`fates.${fate}`)}
        </li>
      ))}
    </ul>
  );
}
