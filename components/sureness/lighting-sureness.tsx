import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { LightingSureness as Figures } from "#lib/calibration/types.ts";
import { FatesBar, FatesLegend } from "./fates-bar.tsx";
import { LikenessPlot } from "./likeness-plot.tsx";
import { MemberList } from "./member-list.tsx";
import { MistakeList } from "./mistake-list.tsx";
import { heldWords, isTooFew, strangerWords } from "./sureness-words.ts";
import { useSurenessWords } from "./use-sureness-words.ts";

/** How surely strangers and members are told apart, by one kind of light. */
export function LightingSureness({ figures }: { figures: Figures }) {
  const { lighting, strangers, held, heldRates, members, mistakes } = figures;
  const words = useSurenessWords();
  const { t } = words;
  const { title, trust } = strangerWords(words, strangers);
  const tested = lighting === "day" ? members : members.filter(({ counts }) => counts.faces > 0);
  return (
    <section aria-labelledby={`sureness-${lighting}`} className="space-y-4">
      <h2 id={`sureness-${lighting}`} className="px-1 text-title font-semibold">
        {t(`lighting.${lighting}`)}
      </h2>
      {isTooFew(figures) && <TooFew />}
      <Card>
        <p className="text-title font-semibold text-pretty tabular-nums">{title}</p>
        <p className="mt-1 mb-4 text-pretty text-muted">{trust}</p>
        <LikenessPlot {...figures} />
      </Card>
      <Card title={t("people")}>
        {held.faces > 0 && (
          <div className="mb-3 space-y-2">
            <FatesBar counts={held} />
            <p className="text-small text-pretty text-muted">{heldWords(words, heldRates)}</p>
            <FatesLegend />
          </div>
        )}
        <MemberList members={tested} />
      </Card>
      {mistakes.length > 0 && (
        <Card title={t("mistakes.title")}>
          <p className="mb-2 text-pretty text-muted">{t("mistakes.about")}</p>
          <MistakeList mistakes={mistakes} />
        </Card>
      )}
    </section>
  );
}

function TooFew() {
  const { t } = useSurenessWords();
  return (
    <Notice tone="info" title={t("tooFew.toBeSure")}>
      {t("tooFew.answer")}
    </Notice>
  );
}
