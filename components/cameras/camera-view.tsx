"use client";
import { Camera, RefreshCw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { LinkRow } from "#components/ui/link-row.tsx";
import { NameEditor } from "#components/ui/name-editor.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { useNameWords } from "#components/ui/use-name-words.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { CameraSummary } from "#lib/cameras/types.ts";
import { locationWords, stateWords } from "./camera-words.ts";
import { ClassSwitches } from "./class-switches.tsx";
import { HoursEditor } from "./hours-editor.tsx";
import { type CameraActions, useCameras } from "./use-cameras.ts";
import { ZoneLegend } from "./zone-legend.tsx";
import { ZonePicture } from "./zone-picture.tsx";

const kinds = ["auto", "doorbell", "camera"] as const;

/** What is said once a kind was chosen. */
const chosen = { auto: "setAuto", doorbell: "setDoorbell", camera: "setCamera" } as const;

/** One camera: what it sees, what it is called, and what of it Kith looks at. */
export function CameraView({
  cameraId,
  initialCameras,
  timeZone,
  actions,
}: {
  cameraId: string;
  initialCameras: CameraSummary[];
  /** The owner's. */
  timeZone: string;
  actions: CameraActions;
}) {
  const nameWords = useNameWords();
  const t = useTranslations("cameras");
  const { clockWords } = useTimeWords();
  const { cameras, change, readAgain, takeFrame } = useCameras(initialCameras, actions);
  const camera = cameras.find((each) => each.cameraId === cameraId);
  if (!camera) return <Notice tone="info">{t("gone")}</Notice>;
  const { name, ringName, ownName, kind, chosenKind, hours } = camera;
  return (
    <article className="space-y-4">
      <header className="px-1">
        <h1 className="sr-only">{name}</h1>
        <NameEditor
          large
          name={ownName}
          shown={name}
          words={nameWords}
          onRename={(next) =>
            change(
              camera,
              { ownName: next },
              next ? t("named", { name: next }) : t("ringNameAgain", { name: ringName }),
            )
          }
        />
        <p className="text-muted">
          <Facts camera={camera} />
        </p>
      </header>
      <Card>
        <ZonePicture camera={camera} />
        <ZoneLegend camera={camera} />
        <div className="mt-3 flex flex-wrap gap-2">
          <Button onClick={() => void readAgain()}>
            <RefreshCw aria-hidden size={20} strokeWidth={1.75} />
            {t("picture.readZones")}
          </Button>
          <Button onClick={() => void takeFrame(camera)}>
            <Camera aria-hidden size={20} strokeWidth={1.75} />
            {t("picture.take")}
          </Button>
        </div>
      </Card>
      <LinkRow href={`/cameras/${cameraId}/no-face`} look="card">
        <span className="font-medium">{t("absence.title")}</span>
      </LinkRow>
      <Card title={t("looks.title")}>
        <div className="mb-3 flex items-center justify-between gap-4">
          <p>
            <span className="block font-medium">{t("looks.switch")}</span>
            <span className="block text-small text-muted">{t("looks.off")}</span>
          </p>
          <Switch
            label={t("looks.switch")}
            checked={camera.enabled}
            onChange={(enabled) =>
              void change(
                camera,
                { enabled },
                t(enabled ? "looks.switchedOn" : "looks.switchedOff", { name }),
              )
            }
          />
        </div>
        <HoursEditor
          hours={hours}
          timeZone={timeZone}
          onChange={(next) =>
            void change(
              camera,
              { hours: next },
              next
                ? t("looks.hours", { from: clockWords(next.from), until: clockWords(next.until) })
                : t("looks.anyHour"),
            )
          }
        />
      </Card>
      <Card title={t("classes.title")}>
        <ClassSwitches
          ignored={camera.ignoredClasses}
          onChange={(ignoredClasses, toggled) => {
            const looked = !ignoredClasses.includes(toggled);
            const kind = t(`classes.${toggled}.name`);
            const text = t(looked ? "classes.looked" : "classes.ignored", { name: kind });
            void change(camera, { ignoredClasses }, text);
          }}
        />
        <p className="mt-2 text-small text-muted">{t("classes.about")}</p>
      </Card>
      <Card title={t("kind.title")}>
        <Segmented
          label={t("kind.title")}
          value={chosenKind ?? "auto"}
          options={kinds.map((each) => ({ value: each, shown: t(`kind.${each}`) }))}
          onChange={(next) =>
            void change(
              camera,
              { chosenKind: next === "auto" ? null : next },
              t(`kind.${chosen[next]}`, { name }),
            )
          }
        />
        <p className="mt-2 text-small text-muted">{t("kind.about", { kind })}</p>
      </Card>
    </article>
  );
}

/** "Doorbell · Watching · WA, United States · in Ring: Front door" */
function Facts({ camera }: { camera: CameraSummary }) {
  const t = useTranslations("cameras");
  const state = useTranslations("cameras.state");
  const locale = useLocale();
  const { kind, ownName, ringName } = camera;
  const facts = [
    t(`kind.${kind}`),
    stateWords(state, camera, useTimeWords()),
    locationWords(camera, locale),
    ownName && t("inRing", { name: ringName }),
  ];
  return facts.filter(Boolean).join(" · ");
}
