import Link from "next/link";
import { useTranslations } from "next-intl";
import { CategoryMark } from "#components/people/category-mark.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { VisitMark } from "#lib/events/timeline/types.ts";
import { gravest } from "./visit-words.ts";

/** A day's visits as a table: when, who, by which camera. */
export function DayTable({
  marks,
  onOpen,
}: {
  marks: readonly VisitMark[];
  onOpen: (visitId: string) => boolean;
}) {
  const t = useTranslations("timeline");
  const { clockTime } = useTimeWords();
  const who = ({ names, categories }: VisitMark) =>
    names.join(", ") || t(categories.length > 0 ? "noName" : "noFace");
  return (
    <div className="max-h-80 overflow-y-auto">
      <table className="w-full text-left text-small">
        <thead className="text-muted">
          <tr>
            <th className="py-1 pr-3 font-medium">{t("time")}</th>
            <th className="pr-3 font-medium">{t("who")}</th>
            <th className="font-medium">{t("camera")}</th>
          </tr>
        </thead>
        <tbody>
          {marks.map((mark) => {
            const category = gravest(mark.categories);
            return (
              <tr key={mark.visitId} className="border-t border-line align-middle">
                <td className="pr-3 tabular-nums">
                  <Link
                    href={`/visits/${mark.visitId}`}
                    prefetch={false}
                    onClick={(event) => {
                      if (onOpen(mark.visitId)) event.preventDefault();
                    }}
                    className="-my-px inline-flex min-h-12 items-center pr-2 font-medium text-accent underline-offset-4 hover:underline"
                  >
                    {clockTime(mark.startedAt)}
                  </Link>
                </td>
                <td className="pr-3">
                  <span className="flex items-center gap-2">
                    {category && <CategoryMark category={category} />}
                    <span className="wrap-anywhere">{who(mark)}</span>
                  </span>
                </td>
                <td className="wrap-anywhere">{mark.cameras.map(({ name }) => name).join(", ")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
