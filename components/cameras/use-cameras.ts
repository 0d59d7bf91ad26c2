"use client";
import { useTranslations } from "next-intl";
import type { Action } from "#components/ui/action-result.ts";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { useCurrent } from "#components/ui/use-current.ts";
import type { CameraChange } from "#lib/cameras/schema.ts";
import type { CameraSummary } from "#lib/cameras/types.ts";

/** The server actions on cameras, given by the page. */
export type CameraActions = {
  change: Action<{ cameraId: string; change: CameraChange }>;
  /** Has the list of cameras, with their zones, read again from Ring. */
  readAgain: Action<Record<string, never>, { asked: number }>;
  /** Has a picture taken from the newest recording. */
  takeFrame: Action<{ cameraId: string }>;
};

/** The household's cameras, kept current, and what can be done to them. What is set shows at once. */
export function useCameras(initial: CameraSummary[], actions: CameraActions) {
  const t = useTranslations("cameras");
  const unreachable = { ok: false, message: t("unreachable") } as const;
  const show = useUndoBar();
  const { data: cameras, mutate } = useCurrent<CameraSummary[]>("/api/cameras", initial);
  const set = async (
    { cameraId }: CameraSummary,
    change: CameraChange,
    message: { text: string; undo?: () => void },
  ) => {
    const changed = cameras.map((each) =>
      each.cameraId === cameraId ? changedBy(each, change) : each,
    );
    await mutate(changed, { revalidate: false });
    const result = await actions.change({ cameraId, change }).catch(() => unreachable);
    show(result.ok ? message : { text: result.message });
    await mutate();
  };
  return {
    cameras,
    change: (camera: CameraSummary, change: CameraChange, text: string) => {
      const before = Object.keys(change).map((key) => [key, camera[key as keyof CameraChange]]);
      const undo = () =>
        void set(camera, Object.fromEntries(before) as CameraChange, { text: t("takenBack") });
      return set(camera, change, { text, undo });
    },
    readAgain: async () => {
      const result = await actions.readAgain({}).catch(() => unreachable);
      show({ text: result.ok ? t(result.data.asked > 0 ? "asked" : "notLinked") : result.message });
    },
    takeFrame: async ({ cameraId }: CameraSummary) => {
      const result = await actions.takeFrame({ cameraId }).catch(() => unreachable);
      show({ text: result.ok ? t("frameComes") : result.message });
    },
  };
}

/** The camera as it will be. */
function changedBy(camera: CameraSummary, change: CameraChange): CameraSummary {
  const { ownName = camera.ownName, chosenKind = camera.chosenKind } = change;
  return {
    ...camera,
    ...change,
    name: ownName ?? camera.ringName,
    kind: chosenKind ?? camera.kind,
  };
}
