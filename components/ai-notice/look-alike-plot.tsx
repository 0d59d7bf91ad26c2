import { useTranslations } from "next-intl";
import { classNames } from "#components/ui/class-names.ts";
import { lookAlikeShares } from "#lib/faces/identification/look-alike-shares.ts";

const PAIRS = 10_000;
/** The scale ends a little above the longest bar. */
const LONGEST = 0.2;

/** Of ten thousand pairs of different people, how many look like one person to Kith: a bar for each age. */
export function LookAlikePlot() {
  const t = useTranslations("notice.alike");
  return (
    <table className="w-full border-separate border-spacing-y-1 text-small">
      <caption className="mb-2 text-left text-pretty">
        {t.rich("caption", { pairs: PAIRS, em: (words) => <em>{words}</em> })}
      </caption>
      <tbody>
        {lookAlikeShares.map(({ from, until, share }) => (
          <tr key={from}>
            <th
              scope="row"
              className="w-20 pr-2 text-right font-normal whitespace-nowrap text-muted"
            >
              {until ? t("ages", { from, until }) : t("over", { from })}
            </th>
            <td className="p-0">
              <span className="flex items-center gap-2">
                <span
                  aria-hidden
                  className={classNames(
                    "h-5 min-w-0.5 rounded-r-[4px]",
                    share > 0.002 ? "bg-watchlist" : "bg-info",
                  )}
                  style={{ width: `${(share / LONGEST) * 85}%` }}
                />
                <span className="tabular-nums">{Math.round(share * PAIRS)}</span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
