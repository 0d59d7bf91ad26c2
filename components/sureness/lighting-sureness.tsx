import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { LightingSureness as Figures } from "#lib/calibration/types.ts";
import { FatesBar, FatesLegend } from "./fates-bar.tsx";
import { LikenessPlot } from "./likeness-plot.tsx";
import { MemberList } from "./member-list.tsx";
import { MistakeList } from "./mistake-list.tsx";
import { boundsWords, isTooFew, strangerWords } from "./sureness-words.ts";

const titles = { day: "In colour", infrared: "In the dark (infrared)" };

/** How surely strangers and members are told apart, by one kind of light. */
export function LightingSureness({ figures }: { figures: Figures }) {
  const { lighting, strangers, held, wrongRate, members, mistakes } = figures;
  const { title, trust } = strangerWords(strangers);
  const tested = lighting === "day" ? members : members.filter(({ counts }) => counts.faces > 0);
  return (
    <section aria-labelledby={`sureness-${lighting}`} className="space-y-4">
      <h2 id={`sureness-${lighting}`} className="px-1 text-title font-semibold">
        {titles[lighting]}
      </h2>
      {isTooFew(figures) && <TooFew />}
      <Card>
        <p className="text-title font-semibold text-pretty tabular-nums">{title}</p>
        <p className="mt-1 mb-4 text-pretty text-muted">{trust}</p>
        <LikenessPlot {...figures} />
      </Card>
      <Card title="Your people">
        {held.faces > 0 && (
          <div className="mb-3 space-y-2">
            <FatesBar counts={held} />
            <p className="text-small text-pretty text-muted">
              Named wrongly: {boundsWords(wrongRate)} of faces. Faces that Kith itself had named
              count as well, so the truth may be a little worse.
            </p>
            <FatesLegend />
          </div>
        )}
        <MemberList members={tested} />
      </Card>
      {mistakes.length > 0 && (
        <Card title="Named wrongly in the test">
          <p className="mb-2 text-pretty text-muted">
            Either they look alike, or the face was given to the wrong person: then mend it.
          </p>
          <MistakeList mistakes={mistakes} />
        </Card>
      )}
    </section>
  );
}

const TooFew = () => (
  <Notice tone="info" title="Too few faces yet to be sure">
    Until there are more, Kith decides by what was measured on other people’s photographs. Answer
    when it asks who somebody is, and name those who come often: every answer counts.
  </Notice>
);
