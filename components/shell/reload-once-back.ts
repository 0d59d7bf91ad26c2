const LOOK_EVERY_MS = 3_000;

type Health = { parts?: { database?: { status?: string } } } | null | undefined;

/** Loads the page again once a database that was silent answers. @returns how to stop looking */
export function reloadOnceDatabaseIsBack(): () => void {
  let wasSilent = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const look = async () => {
    const answers = await databaseAnswers();
    if (isOver) return;
    if (answers && wasSilent) return location.reload();
    wasSilent ||= !answers;
    timer = setTimeout(look, LOOK_EVERY_MS);
  };
  void look();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

async function databaseAnswers(): Promise<boolean> {
  const answer = await fetch("/api/health").catch(() => null);
  const health: Health = await answer?.json().catch(() => null);
  return health?.parts?.database?.status === "ok";
}
