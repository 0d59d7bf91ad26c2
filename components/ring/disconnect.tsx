"use client";
import { useActionState, useState } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { isWord, WordField } from "#components/ui/word-field.tsx";

/** What has to be written: a press alone could be a slip, and nothing brings it back. */
const WORD = "erase";
const OFFLINE = "Kith cannot be reached, so nothing was erased. Check that it is running.";

type DisconnectProps = {
  ringAccountId: string;
  disconnect: Action<{ ringAccountId: string }>;
};

/** Ends a link, after saying what goes with it. */
export function Disconnect({ ringAccountId, disconnect }: DisconnectProps) {
  const [isAsking, setIsAsking] = useState(false);
  const [written, setWritten] = useState("");
  const [refusal, submit, pending] = useActionState(async () => {
    const result = await disconnect({ ringAccountId }).catch(() => ({
      ok: false as const,
      message: OFFLINE,
    }));
    return result.ok ? null : result.message;
  }, null);
  if (!isAsking) return <Button onClick={() => setIsAsking(true)}>Disconnect…</Button>;
  return (
    <form action={submit} className="my-3 space-y-3 rounded-card bg-unknown-soft p-4">
      <div>
        <p className="font-semibold">Disconnect this Ring account?</p>
        <p className="text-pretty">
          Kith erases all that it brought: recordings, events, the faces in them, and everybody seen
          only there whom you have not named. People with a name stay, without these faces. This
          cannot be taken back.
        </p>
      </div>
      <WordField word={WORD} written={written} onWrite={setWritten} />
      <p aria-live="assertive">{refusal}</p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={pending || !isWord(written, WORD)}>
          {pending ? "Disconnecting…" : "Disconnect and erase"}
        </Button>
        <Button look="plain" onClick={() => setIsAsking(false)}>
          Keep it
        </Button>
      </div>
    </form>
  );
}
