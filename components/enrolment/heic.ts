import { fittingSize } from "#lib/enrolment/fitting-size.ts";

/** Of the JPEG, 0..1. */
const QUALITY = 0.92;

/**
 * A HEIC picture as a JPEG, upright and small enough to be sent, where the browser can read it, as Safari
 * can.
 *
 * @returns null where it cannot
 */
export async function jpegOf(heic: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(heic, { imageOrientation: "from-image" })
    .catch(() => imageOf(heic))
    .catch(() => null);
  if (!picture) return null;
  const canvas = document.createElement("canvas");
  const { width, height } = Object.assign(canvas, fittingSize(picture));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height);
  return await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

/** For browsers that read more pictures on a page than as a bitmap. Rejects where it cannot be read. */
async function imageOf(heic: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = URL.createObjectURL(heic);
  await image.decode().finally(() => URL.revokeObjectURL(image.src));
  return image;
}
