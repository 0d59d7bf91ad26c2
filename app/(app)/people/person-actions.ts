import type { PersonActions } from "#components/people/person-actions.ts";
import {
  answer,
  assign,
  categorise,
  child,
  dismiss,
  forget,
  hide,
  merge,
  redo,
  reject,
  rename,
  tryAssign,
  tryMerge,
  undo,
} from "./actions.ts";

/** What the pages let somebody do with people and faces. */
export const personActions: PersonActions = {
  answer,
  assign,
  categorise,
  child,
  dismiss,
  forget,
  hide,
  merge,
  redo,
  reject,
  rename,
  tryAssign,
  tryMerge,
  undo,
};
