import type { Action } from "#components/ui/action-result.ts";
import type { MovePreview } from "#lib/people/types.ts";

/** The entries of the ledger that say what was done to all of them; none where nothing was to be done. */
export type DoneTogether = { entryIds: string[] };

/** The server actions on several people at once, given by the page. */
export type ChoosingActions = {
  /** What `merge` would move. */
  tryMerge: Action<{ personIds: string[] }, MovePreview>;
  merge: Action<{ personIds: string[] }, DoneTogether>;
  hide: Action<{ personIds: string[]; isHidden: boolean }, DoneTogether>;
  forget: Action<{ personIds: string[]; atOnce: boolean }, DoneTogether>;
  undo: Action<DoneTogether>;
  redo: Action<DoneTogether>;
};
