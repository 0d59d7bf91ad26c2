"use client";
import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page listens yet: not on the server, nor while the browser still reads its script. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
