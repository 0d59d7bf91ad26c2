import { cameraName } from "#lib/cameras/name.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { ReviewFace } from "../types.ts";

export type FaceRow = {
  faceId: string;
  visitId: string;
  cropKey: string | null;
  seenAt: Date;
  camera: string;
  ownName: string | null;
};

/** In SQL, what is read of a face `f`, its event `e` and camera `c`. */
export const faceColumns = Prisma.sql`
  f.id as "faceId", e.visit_id as "visitId", f.crop_key as "cropKey", e.occurred_at as "seenAt",
  c.name as camera, c.own_name as "ownName"`;

export const reviewFace = (row: FaceRow): ReviewFace => ({
  faceId: row.faceId,
  visitId: row.visitId,
  cropUrl: row.cropKey && mediaUrl(row.cropKey),
  seenAt: row.seenAt.toISOString(),
  cameraName: cameraName({ name: row.camera, ownName: row.ownName }),
});
