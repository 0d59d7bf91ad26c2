"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import useSWR from "swr";
import type { Action, ActionResult } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { useCurrent } from "#components/ui/use-current.ts";
import { useNow } from "#components/ui/use-now.ts";
import type { MailSetting, RemovedDevice, SubscriptionSummary } from "#lib/notifications/types.ts";
import {
  browserFacts,
  currentEndpoint,
  PushError,
  removeDevice,
  renewHere,
  switchOn,
} from "./browser-push.ts";
import { DeviceRow } from "./device-row.tsx";
import { MailSwitch } from "./mail-switch.tsx";
import { type PushSupport, pushSupport } from "./push-support.ts";

type Props = {
  vapidPublicKey: string;
  initialDevices: SubscriptionSummary[];
  /** Devices that can be had back. */
  initialRemoved: RemovedDevice[];
  serverNow: string;
  /** Sends a test to one device. */
  sendTest: Action<{ subscriptionId: string }, { askedAt: string }>;
  rename: Action<{ subscriptionId: string; name: string | null }>;
  restoreDevice: Action<{ subscriptionId: string }>;
  mail: MailSetting;
  mailWatchlist: Action<{ wanted: boolean }>;
};

/** Notifications on this device, the member's other devices, and e-mail. */
export function DeviceCard(props: Props) {
  const { initialRemoved, serverNow, mail, mailWatchlist } = props;
  const t = useTranslations("devices");
  const now = useNow(serverNow);
  const { support, endpoint, devices, busy, toggle, repair, remove, restore, mutate } =
    useDevices(props);
  const removed = useCurrent<RemovedDevice[]>("/api/push/removed", initialRemoved).data;
  const { askedAt, test, rename } = useDeviceActs(props, () => void mutate());
  return (
    <Card title={t("title")} id="devices">
      <div className="flex items-center justify-between gap-4">
        <div>
          <p className="font-medium">{t("notifyThis")}</p>
          <p className="text-small text-muted">{t("notifyWhen")}</p>
        </div>
        {support === null ? (
          <Skeleton className="h-8 w-14 rounded-full" />
        ) : (
          <Switch
            label={t("notifyThis")}
            checked={devices.some((device) => device.endpoint === endpoint)}
            disabled={busy || support !== "ready"}
            onChange={(wanted) => void toggle(wanted)}
          />
        )}
      </div>
      {support && support !== "ready" && <Notice tone="info">{t(`support.${support}`)}</Notice>}
      {devices.length > 0 && (
        <ul className="mt-4 divide-y divide-line border-t border-line">
          {devices.map((device) => (
            <DeviceRow
              key={device.subscriptionId}
              device={device}
              isThisOne={device.endpoint === endpoint}
              askedAt={askedAt[device.subscriptionId] ?? null}
              now={now}
              onRepair={busy ? undefined : () => void repair()}
              onTest={() => void test(device)}
              onRename={(name) => rename(device, name)}
              onRemove={() => void remove(device)}
            />
          ))}
        </ul>
      )}
      {removed.map((device) => (
        <div
          key={device.subscriptionId}
          className="flex items-center justify-between gap-3 border-t border-line"
        >
          <p className="min-w-0 py-3 text-small text-muted wrap-anywhere">
            {t("removedLately", { device: device.device })}
          </p>
          <Button
            look="plain"
            className="-mr-3"
            disabled={busy}
            aria-label={t("restoreThis", { device: device.device })}
            onClick={() => void restore(device)}
          >
            {t("restore")}
          </Button>
        </div>
      ))}
      <MailSwitch setting={mail} choose={mailWatchlist} />
    </Card>
  );
}

/** What the server does with a device: test and rename. */
function useDeviceActs({ sendTest, rename }: Props, onChange: () => void) {
  const t = useTranslations("devices");
  const show = useUndoBar();
  const [askedAt, setAskedAt] = useState<Record<string, string>>({});
  const asked = async <T,>(answer: Promise<ActionResult<T>>, offline: string) => {
    const result = await answer.catch(() => ({ ok: false, message: offline }) as const);
    if (!result.ok) show({ text: result.message });
    return result.ok ? result : null;
  };
  return {
    askedAt,
    test: async ({ subscriptionId }: SubscriptionSummary) => {
      const result = await asked(sendTest({ subscriptionId }), t("testOffline"));
      if (result) setAskedAt((before) => ({ ...before, [subscriptionId]: result.data.askedAt }));
    },
    rename: async ({ subscriptionId }: SubscriptionSummary, name: string | null) => {
      await asked(rename({ subscriptionId, name }), t("unreachable"));
      onChange();
    },
  };
}

function useDevices({ vapidPublicKey, initialDevices, restoreDevice }: Props) {
  const t = useTranslations("devices");
  const show = useUndoBar();
  const [support, setSupport] = useState<PushSupport | null>(null);
  const [endpoint, setEndpoint] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { data: devices = initialDevices, mutate } = useSWR<SubscriptionSummary[]>(
    "/api/push/subscriptions",
    fetchJson,
    { fallbackData: initialDevices },
  );
  const look = () => {
    const facts = browserFacts();
    setSupport(pushSupport(facts));
    if (facts.hasPush)
      currentEndpoint()
        .then(setEndpoint)
        .catch(() => undefined);
  };
  useLive(() => {
    look();
    return mutate();
  });
  useEffect(look, []);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      const key = error instanceof PushError ? error.key : "unreachable";
      show({ text: key ? t(key) : String((error as PushError).message) });
    }
    await mutate();
    setSupport(pushSupport(browserFacts()));
    setBusy(false);
  };
  // The browser keeps its address, so that the device can be had back: nothing is sent to it.
  const remove = (device: RemovedDevice) =>
    attempt(async () => {
      await removeDevice(device.subscriptionId);
      const text = t("removed", { device: device.device });
      show({ text, undo: () => void restore(device) });
    });
  const restore = ({ subscriptionId, device }: RemovedDevice) =>
    attempt(async () => {
      const result = await restoreDevice({ subscriptionId });
      show({ text: result.ok ? t("restored", { device }) : result.message });
    });
  const toggle = async (wanted: boolean) => {
    const own = devices.find((device) => device.endpoint === endpoint);
    if (!wanted) return own && remove(own);
    return attempt(async () => setEndpoint(await switchOn(vapidPublicKey)));
  };
  const repair = () =>
    attempt(async () => {
      setEndpoint(await renewHere(vapidPublicKey));
      show({ text: t("repaired") });
    });
  return { support, endpoint, devices, busy, toggle, repair, remove, restore, mutate };
}
