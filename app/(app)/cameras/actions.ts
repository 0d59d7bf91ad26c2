"use server";
import { z } from "zod";
import { action } from "#app/_server/action.ts";
import { changeCamera } from "#lib/cameras/commands.ts";
import { takeFrameAgain } from "#lib/cameras/frames/commands.ts";
import { cameraChangeSchema, cameraIdSchema } from "#lib/cameras/schema.ts";
import { readCamerasAgain } from "#lib/devices/commands.ts";

export const change = action(cameraChangeSchema, (actor, { cameraId, change: wanted }) =>
  changeCamera(actor, cameraId, wanted),
);

export const readAgain = action(z.strictObject({}), (actor) => readCamerasAgain(actor));

export const takeFrame = action(cameraIdSchema, (actor, { cameraId }) =>
  takeFrameAgain(actor, cameraId),
);
