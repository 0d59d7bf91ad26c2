"use client";
import { type ComponentProps, lazy, Suspense } from "react";

const loadDialog = () => import("./sheet-dialog.tsx");
const SheetDialog = lazy(async () => ({ default: (await loadDialog()).SheetDialog }));

/**
 * A question in front of the page: at the bottom of a phone, in the middle of a wider screen. Loaded with
 * the first one, for no page begins with it.
 */
export const Sheet = (props: ComponentProps<typeof SheetDialog>) => (
  // Keys that are pressed meanwhile are for the dialog already: see `useKeys`.
  <Suspense fallback={<div role="dialog" aria-label={props.title} aria-busy="true" />}>
    <SheetDialog {...props} />
  </Suspense>
);
