import { join } from "node:path";
import { env } from "./env.ts";
import { createObjectStore, type ObjectStore } from "./storage.ts";

const shared = globalThis as typeof globalThis & { kithStore?: ObjectStore };

/** The object store that the settings name: an S3 bucket, or the folder `DATA_DIR/objects`. */
export function store(): ObjectStore {
  shared.kithStore ??= fromSettings();
  return shared.kithStore;
}

function fromSettings(): ObjectStore {
  const settings = env();
  if (!settings.S3_BUCKET)
    return createObjectStore({ kind: "folder", root: join(settings.DATA_DIR, "objects") });
  return createObjectStore({
    kind: "s3",
    bucket: settings.S3_BUCKET,
    region: settings.S3_REGION,
    ...(settings.S3_ENDPOINT && { endpoint: settings.S3_ENDPOINT, forcePathStyle: true }),
    ...(settings.S3_ACCESS_KEY_ID && { accessKeyId: settings.S3_ACCESS_KEY_ID }),
    ...(settings.S3_SECRET_ACCESS_KEY && { secretAccessKey: settings.S3_SECRET_ACCESS_KEY }),
  });
}
