import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildIfChanged } from "#start/build.ts";

/** Before all specs: the web pages, built unless nothing changed since the last time. */
export default async function globalSetup(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "kith-build-"));
  try {
    await mkdir(join(dataDir, "logs"));
    const root = resolve(import.meta.dirname, "..");
    await buildIfChanged({ root, dataDir, env: process.env }, new AbortController().signal);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
