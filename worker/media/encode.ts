import sharp from "sharp";
import { MAX_FRAME_SIDE_PX } from "#lib/clips/sampling.ts";
import { PermanentError } from "#lib/errors.ts";
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

/** Long side of a camera's picture. Source: twice a reading page's width of 720 px is hardly sharper. */
const MAX_PICTURE_SIDE_PX = 1280;

/** A frame as JPEG, at most 1280 px on a side unless said otherwise. */
export function encodeFrame(frame: RgbImage, maxSidePx = MAX_PICTURE_SIDE_PX): Promise<Buffer> {
  return fromRaw(frame)
    .resize(maxSidePx, maxSidePx, { fit: "inside", withoutEnlargement: true })
    .jpeg({ quality: CROP_QUALITY })
    .toBuffer();
}

/** Aligned faces of one size as one PNG, stacked downwards, so that a later embedder sees the same pixels. */
export function encodeAligned(aligned: readonly RgbImage[]): Promise<Buffer> {
  const [{ width, height }] = aligned as readonly [RgbImage, ...RgbImage[]];
  const data = Buffer.concat(aligned.map((face) => face.data));
  return fromRaw({ data, width, height: height * aligned.length })
    .png({ compressionLevel: 6 })
    .toBuffer();
}

/** Pixels of the largest picture that is decoded. Source: four times what Ring's API can be asked for. */
const MAX_PIXELS = 4 * MAX_FRAME_SIDE_PX ** 2;

/** The same of a photograph. Source: phones' cameras have 50 million; decoded they take 200 MB. */
const MAX_PHOTO_PIXELS = 51_000_000;

/**
 * The pixels of a picture (JPEG, PNG), upright and at most 1920 px on the long side.
 *
 * @throws PermanentError "not-a-picture" when it cannot be decoded, or is too large to be
 */
export const readPicture = (picture: Uint8Array | string): Promise<RgbImage> =>
  read(picture, MAX_PIXELS);

/**
 * The same of a photograph in a file.
 *
 * @throws PermanentError "not-a-picture", "too-many-pixels"
 */
export async function readPhotograph(path: string): Promise<RgbImage> {
  const { width = 0, height = 0 } = await sharp(path)
    .metadata()
    .catch((error: unknown) => {
      throw notAPicture(error);
    });
  if (width * height > MAX_PHOTO_PIXELS)
    throw new PermanentError("too-many-pixels", `The photograph has ${width} x ${height} pixels`);
  return await read(path, MAX_PHOTO_PIXELS);
}

async function read(picture: Uint8Array | string, limitInputPixels: number): Promise<RgbImage> {
  try {
    const { data, info } = await sharp(picture, { limitInputPixels })
      .rotate()
      .resize(MAX_FRAME_SIDE_PX, MAX_FRAME_SIDE_PX, { fit: "inside", withoutEnlargement: true })
      .removeAlpha()
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch (error) {
    throw notAPicture(error);
  }
}

const notAPicture = (cause: unknown) =>
  new PermanentError("not-a-picture", "The picture cannot be decoded", { cause });

function fromRaw({ data, width, height }: RgbImage) {
  return sharp(data, { raw: { width, height, channels: 3 } });
}
