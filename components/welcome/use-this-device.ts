"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import useSWR from "swr";
import {
  browserFacts,
  currentEndpoint,
  PushError,
  switchOn,
} from "#components/push/browser-push.ts";
import { type PushSupport, pushSupport } from "#components/push/push-support.ts";
import { fetchJson } from "#components/ui/fetch-json.ts";
import type { SubscriptionSummary } from "#lib/notifications/types.ts";

export type ThisDevice = ReturnType<typeof useThisDevice>;

const supportHere = () => pushSupport(browserFacts());

/** Whether this device is told of visitors, and having it told. */
export function useThisDevice(vapidPublicKey: string, initialDevices: SubscriptionSummary[]) {
  const t = useTranslations("devices");
  const [support, setSupport] = useState<PushSupport | null>(null);
  const [endpoint, setEndpoint] = useState<string | null>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { data: devices = initialDevices, mutate } = useSWR<SubscriptionSummary[]>(
    "/api/push/subscriptions",
    fetchJson,
    { fallbackData: initialDevices },
  );
  useEffect(() => {
    setSupport(supportHere());
    currentEndpoint()
      .then(setEndpoint)
      .catch(() => undefined);
  }, []);
  const turnOn = async () => {
    setBusy(true);
    setComplaint(null);
    try {
      setEndpoint(await switchOn(vapidPublicKey));
    } catch (error) {
      const key = error instanceof PushError ? error.key : "unreachable";
      setComplaint(key ? t(key) : String((error as PushError).message));
    }
    await mutate();
    setSupport(supportHere());
    setBusy(false);
  };
  return {
    /** Null until the browser has said it. */
    support,
    isOn: devices.some((device) => device.endpoint === endpoint),
    complaint,
    isBusy,
    turnOn,
  };
}
