import sharp from "sharp";
import type { RgbImage } from "#lib/faces/types.ts";

sharp.cache(false);
sharp.concurrency(1);

/** Long side of a stored crop. Source: twice the largest size that a page shows a face at. */
const MAX_CROP_SIDE_PX = 512;

const CROP_QUALITY = 85;

/** A crop as JPEG, at most 512 px on a side. */
export function encodeCrop(crop: RgbImage): Promise<Buffer> {
  return fromRaw(crop)
    .resize(MAX_CROP_SIDE_PX, MAX_CROP_SIDE_PX, { fit: "inside", withoutEnlargement: true })
    .jpeg({ quality: CROP_QUALITY })
    .toBuffer();
}

/** An aligned face as PNG, so that a later embedder sees the same pixels. */
export function encodeAligned(aligned: RgbImage): Promise<Buffer> {
  return fromRaw(aligned).png({ compressionLevel: 6 }).toBuffer();
}

/** The pixels of a stored picture (JPEG, PNG, WebP). Rejects when it is none. */
export async function decodePicture(bytes: Uint8Array): Promise<RgbImage> {
  const { data, info } = await sharp(bytes)
    .rotate()
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function fromRaw({ data, width, height }: RgbImage) {
  return sharp(data, { raw: { width, height, channels: 3 } });
}
