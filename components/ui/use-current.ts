"use client";
import { useState } from "react";
import useSWR, { type KeyedMutator, useSWRConfig } from "swr";
import { fetchJson } from "./fetch-json.ts";
import { useLive } from "./live.tsx";

/**
 * What our API tells at an address, kept current.
 *
 * @param initial what came with the page, and is therefore not asked for again at once
 * @param options.isSame another address tells more of the same: what is known stays until it has come
 */
export function useCurrent<Data, Initial extends Data | undefined = Data>(
  url: string,
  initial: Initial,
  { refreshInterval = 0, isSame = false }: { refreshInterval?: number; isSame?: boolean } = {},
): { data: Data | Initial; error: Error | undefined; mutate: KeyedMutator<Data> } {
  const { cache } = useSWRConfig();
  // What is known from an earlier page may have changed since: nobody listened.
  const [isOld] = useState(() => cache.get(url)?.data !== undefined);
  const { data, error, mutate } = useSWR<Data, Error>(url, fetchJson, {
    ...(initial !== undefined && { fallbackData: initial }),
    revalidateOnMount: isOld || initial === undefined,
    refreshInterval,
    keepPreviousData: isSame,
  });
  useLive(() => mutate());
  return { data: data ?? initial, error, mutate };
}
