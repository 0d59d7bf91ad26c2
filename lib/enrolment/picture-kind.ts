/** What a file is by its first bytes; `heic` is what iPhones take: some browsers can read it, Kith cannot. */
export type PictureKind = "jpeg" | "png" | "heic";

/** Bytes that suffice to tell. */
export const TELLING_BYTES = 12;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

/** Brands of ISO 23008-12 whose pictures are HEVC. */
const HEIC_BRANDS = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]);

/** Null for whatever is none of them. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const startsWith = (signature: readonly number[]) =>
    signature.every((byte, index) => bytes[index] === byte);
  if (startsWith(JPEG)) return "jpeg";
  if (startsWith(PNG)) return "png";
  const text = String.fromCharCode(...bytes.subarray(4, TELLING_BYTES));
  return text.startsWith("ftyp") && HEIC_BRANDS.has(text.slice(4)) ? "heic" : null;
}
