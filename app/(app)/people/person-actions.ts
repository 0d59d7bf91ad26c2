import type { PersonActions } from "#components/people/person-actions.ts";
import {
  assign,
  categorise,
  child,
  dismiss,
  forget,
  hide,
  merge,
  redo,
  tryAssign,
  tryMerge,
  undo,
} from "./actions.ts";

/** What the pages let somebody do with people and faces. */
export const personActions: PersonActions = {
  assign,
  categorise,
  child,
  dismiss,
  forget,
  hide,
  merge,
  redo,
  tryAssign,
  tryMerge,
  undo,
};
