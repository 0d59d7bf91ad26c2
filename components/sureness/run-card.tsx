"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { useLive } from "#components/ui/live.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { SurenessRun } from "#lib/calibration/types.ts";

/** Tests Kith on the household's own faces when pressed, and says how that goes. */
export function RunCard({
  run,
  serverNow,
  testNow,
}: {
  run: SurenessRun;
  serverNow: string;
  testNow: Action<void>;
}) {
  const now = useNow(serverNow);
  const { agoWords } = useTimeWords();
  const { refresh } = useRouter();
  useLive(refresh);
  const say = useUndoBar();
  const [isAsking, ask] = useTransition();
  const isUnderWay = run.state === "waiting" || run.state === "running";
  const press = () =>
    ask(async () => {
      const result = await testNow().catch(
        () => ({ ok: false, message: "Kith cannot be reached. Nothing was started." }) as const,
      );
      if (result.ok) refresh();
      else say({ text: result.message });
    });
  return (
    <section className="rounded-card bg-card p-4 shadow-card sm:p-5">
      <p className="text-pretty">
        Kith sets some of your people’s faces aside, one visit after the other, and looks whether it
        recognises them by the rest.
      </p>
      {run.state === "failed" && (
        <Notice tone="warning" title="The last test came to no end">
          What Kith knew before goes on to hold. Try it again; if that fails too, the worker’s log
          says why.
        </Notice>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button look="main" disabled={isAsking || isUnderWay} onClick={press}>
          Test it now
        </Button>
        <p role="status" className="text-small text-muted tabular-nums">
          {runWords(run, (at) => agoWords(at, now))}
        </p>
      </div>
      {run.state === "running" && (
        <div className="mt-3">
          <ProgressBar label="Faces compared" share={run.done / run.total} />
        </div>
      )}
    </section>
  );
}

function runWords(run: SurenessRun, ago: (at: string) => string): string {
  switch (run.state) {
    case "never":
      return "Not tested yet.";
    case "waiting":
      return "Waiting for the worker, which may be looking at a recording.";
    case "running":
      return `Compared ${run.done} of ${run.total} faces.`;
    case "failed":
      return `Given up ${ago(run.at)}.`;
    case "done":
      return `Tested ${ago(run.at)}.`;
  }
}
