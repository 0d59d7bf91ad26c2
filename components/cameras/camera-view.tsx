"use client";
import { Camera, ChevronRight, RefreshCw } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { NameEditor } from "#components/ui/name-editor.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { useNameWords } from "#components/ui/use-name-words.ts";
import type { CameraSummary } from "#lib/cameras/types.ts";
import { classWords, hoursWords, locationWords, stateWords } from "./camera-words.ts";
import { ClassSwitches } from "./class-switches.tsx";
import { HoursEditor } from "./hours-editor.tsx";
import { type CameraActions, useCameras } from "./use-cameras.ts";
import { ZoneLegend } from "./zone-legend.tsx";
import { ZonePicture } from "./zone-picture.tsx";

const kinds = [
  { value: "auto", shown: "Find out" },
  { value: "doorbell", shown: "Doorbell" },
  { value: "camera", shown: "Camera" },
] as const;

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
  const { cameras, change, readAgain, takeFrame } = useCameras(initialCameras, actions);
  const camera = cameras.find((each) => each.cameraId === cameraId);
  if (!camera)
    return <Notice tone="info">Ring no longer lists this camera. What it saw is kept.</Notice>;
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
              next ? `Named ${next}.` : `Called ${ringName} again, as in Ring.`,
            )
          }
        />
        <p className="text-muted">{factsOf(camera)}</p>
      </header>
      <Card>
        <ZonePicture camera={camera} />
        <ZoneLegend camera={camera} />
        <div className="mt-3 flex flex-wrap gap-2">
          <Button onClick={() => void readAgain()}>
            <RefreshCw aria-hidden size={20} strokeWidth={1.75} />
            Read zones again
          </Button>
          <Button onClick={() => void takeFrame(camera)}>
            <Camera aria-hidden size={20} strokeWidth={1.75} />
            New picture
          </Button>
        </div>
      </Card>
      <Link
        href={`/cameras/${cameraId}/no-face`}
        prefetch={false}
        className="flex min-h-12 items-center justify-between gap-3 rounded-card bg-card px-4 shadow-card transition-colors hover:bg-sunken sm:px-5"
      >
        <span className="font-medium">Why no face was found</span>
        <ChevronRight aria-hidden size={20} strokeWidth={1.75} className="text-muted" />
      </Link>
      <Card title="When Kith looks">
        <div className="mb-3 flex items-center justify-between gap-4">
          <p>
            <span className="block font-medium">Look at this camera</span>
            <span className="block text-small text-muted">
              While it is off, Kith only notes that something happened: it fetches no recording and
              tells nobody.
            </span>
          </p>
          <Switch
            label="Look at this camera"
            checked={camera.enabled}
            onChange={(enabled) =>
              void change(camera, { enabled }, `${name} is switched ${enabled ? "on" : "off"}.`)
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
              next ? `Kith looks ${hoursWords(next)}.` : "Kith looks at any hour.",
            )
          }
        />
      </Card>
      <Card title="What Kith looks at">
        <ClassSwitches
          ignored={camera.ignoredClasses}
          onChange={(ignoredClasses, toggled) => {
            const looked = !ignoredClasses.includes(toggled);
            const text = `${classWords[toggled].name}: ${looked ? "looked at" : "ignored"}.`;
            void change(camera, { ignoredClasses }, text);
          }}
        />
        <p className="mt-2 text-small text-muted">
          Ring tells these apart. A press of the bell is always looked at.
        </p>
      </Card>
      <Card title="Doorbell or camera">
        <Segmented
          label="Doorbell or camera"
          value={chosenKind ?? "auto"}
          options={kinds}
          onChange={(next) =>
            void change(
              camera,
              { chosenKind: next === "auto" ? null : next },
              next === "auto" ? "Kith finds out by itself." : `${name} is a ${next}.`,
            )
          }
        />
        <p className="mt-2 text-small text-muted">
          Ring does not say. To find out, Kith takes it for a camera until somebody presses its
          bell; now it is a {kind}.
        </p>
      </Card>
    </article>
  );
}

/** "Doorbell · Watching · WA, United States · in Ring: Front door" */
function factsOf(camera: CameraSummary): string {
  const { kind, ownName, ringName } = camera;
  const facts = [
    kind === "doorbell" ? "Doorbell" : "Camera",
    stateWords(camera),
    locationWords(camera),
    ownName && `in Ring: ${ringName}`,
  ];
  return facts.filter(Boolean).join(" · ");
}
