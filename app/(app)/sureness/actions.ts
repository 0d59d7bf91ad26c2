"use server";
import { z } from "zod";
import { action } from "#app/_server/action.ts";
import { testNow as requestTest } from "#lib/calibration/commands.ts";

export const testNow = action(z.void(), (actor) => requestTest(actor, new Date()));
