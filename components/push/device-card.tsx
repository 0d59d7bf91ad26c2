"use client";
import { BellRing, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import useSWR from "swr";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { momentWords } from "#components/ui/time-words.ts";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { useNow } from "#components/ui/use-now.ts";
import type { SubscriptionSummary } from "#lib/notifications/types.ts";
import {
  browserFacts,
  currentEndpoint,
  forgetDevice,
  switchOn,
  unsubscribeHere,
} from "./browser-push.ts";
import { type PushSupport, pushSupport, supportWords } from "./push-support.ts";

type Props = {
  vapidPublicKey: string;
  initialDevices: SubscriptionSummary[];
  timeZone: string;
  serverNow: string;
  /** Sends a test to one device. */
  sendTest: Action<{ subscriptionId: string }>;
};

/** Notifications on this device, and the member's other devices. */
export function DeviceCard({
  vapidPublicKey,
  initialDevices,
  timeZone,
  serverNow,
  sendTest,
}: Props) {
  const now = useNow(serverNow);
  const show = useUndoBar();
  const { support, endpoint, devices, busy, toggle, remove } = useDevices(
    vapidPublicKey,
    initialDevices,
  );
  const test = async ({ subscriptionId, device }: SubscriptionSummary) => {
    const result = await sendTest({ subscriptionId }).catch(
      () => ({ ok: false, message: "Kith cannot be reached. Nothing was sent." }) as const,
    );
    show({ text: result.ok ? `A test is on its way to ${device}.` : result.message });
  };
  const on = devices.some((device) => device.endpoint === endpoint);
  return (
    <Card title="Notifications">
      <div className="flex items-center justify-between gap-4">
        <div>
          <p className="font-medium">Notify this device</p>
          <p className="text-small text-muted">
            When somebody comes who is not Familiar. Familiar people raise no alert.
          </p>
        </div>
        {support === null ? (
          <Skeleton className="h-8 w-14 rounded-full" />
        ) : (
          <Switch
            label="Notify this device"
            checked={on}
            disabled={busy || support !== "ready"}
            onChange={(wanted) => void toggle(wanted)}
          />
        )}
      </div>
      {support && support !== "ready" && <Notice tone="info">{supportWords[support]}</Notice>}
      {devices.length > 0 && (
        <ul className="mt-4 divide-y divide-line border-t border-line">
          {devices.map((device) => (
            <li key={device.subscriptionId} className="flex items-center gap-3 py-2">
              <span
                aria-hidden
                className={classNames(
                  "size-2.5 shrink-0 rounded-full",
                  device.lastSuccessAt ? "bg-familiar" : "border-2 border-muted",
                )}
              />
              <span className="min-w-0 grow break-words">
                <span className="block font-medium">
                  {device.device}
                  {device.endpoint === endpoint && (
                    <span className="font-normal text-muted"> (this one)</span>
                  )}
                </span>
                <span className="block text-small text-muted tabular-nums">
                  {device.lastSuccessAt
                    ? `Last reached ${momentWords(device.lastSuccessAt, now, timeZone)}`
                    : "Not reached yet"}
                </span>
              </span>
              <Button look="plain" className="-mr-3 px-3" onClick={() => void test(device)}>
                <BellRing aria-hidden size={20} strokeWidth={1.75} />
                Test
              </Button>
              <Button
                look="plain"
                aria-label={`Remove ${device.device}`}
                className="px-3.5"
                onClick={() => void remove(device)}
              >
                <Trash2 aria-hidden size={20} strokeWidth={1.75} />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function useDevices(vapidPublicKey: string, initialDevices: SubscriptionSummary[]) {
  const show = useUndoBar();
  const [support, setSupport] = useState<PushSupport | null>(null);
  const [endpoint, setEndpoint] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { data: devices = initialDevices, mutate } = useSWR<SubscriptionSummary[]>(
    "/api/push/subscriptions",
    fetchJson,
    { fallbackData: initialDevices },
  );
  useLive(() => mutate());
  useEffect(() => {
    const facts = browserFacts();
    setSupport(pushSupport(facts));
    if (facts.hasPush)
      currentEndpoint()
        .then(setEndpoint)
        .catch(() => undefined);
  }, []);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      show({ text: error instanceof Error ? error.message : "Nothing was changed." });
    }
    await mutate();
    setSupport(pushSupport(browserFacts()));
    setBusy(false);
  };
  const remove = (device: SubscriptionSummary) =>
    attempt(async () => {
      if (device.endpoint === endpoint) {
        await unsubscribeHere();
        setEndpoint(null);
      }
      await forgetDevice(device.subscriptionId);
      show({ text: `${device.device} gets no more notifications.` });
    });
  const toggle = async (wanted: boolean) => {
    const own = devices.find((device) => device.endpoint === endpoint);
    if (!wanted) return own && remove(own);
    return attempt(async () => setEndpoint(await switchOn(vapidPublicKey)));
  };
  return { support, endpoint, devices, busy, toggle, remove };
}
