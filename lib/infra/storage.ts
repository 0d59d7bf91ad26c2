import { createFolderStore, type FolderSettings } from "./storage/folder.ts";
import type { ObjectStore } from "./storage/object-store.ts";
import { createS3Store, type S3Settings } from "./storage/s3.ts";

export type { ByteRange, ObjectStore } from "./storage/object-store.ts";

export type StorageSettings = FolderSettings | S3Settings;

/** Opens the store that the settings name. Nothing is read or written until the first call. */
export function createObjectStore(settings: StorageSettings): ObjectStore {
  return settings.kind === "folder" ? createFolderStore(settings) : createS3Store(settings);
}
