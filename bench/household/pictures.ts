import sharp from "sharp";
import type { ObjectStore } from "#lib/infra/storage.ts";

/** Different pictures; many people share each. */
const LOOKS = 60;
const SIZE_PX = 256;

/** Where the picture of the person of that number lies. */
export const pictureKey = (householdId: string, number: number) =>
  `households/${householdId}/events/seed/face-${number % LOOKS}.jpg`;

/** Draws and stores a face for every `pictureKey` of a household. */
export async function storePictures(householdId: string, store: ObjectStore): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const picture = await sharp(Buffer.from(drawing((look * 360) / LOOKS)))
      .jpeg()
      .toBuffer();
    await store.put(pictureKey(householdId, look), picture, "image/jpeg");
  }
}

const drawing = (hue: number) => `
  <svg xmlns="http://www.w3.org/2000/svg" width="${SIZE_PX}" height="${SIZE_PX}" viewBox="0 0 160 160">
    <rect width="160" height="160" fill="hsl(${hue} 30% 75%)"/>
    <ellipse cx="80" cy="160" rx="62" ry="48" fill="hsl(${hue} 40% 35%)"/>
    <ellipse cx="80" cy="76" rx="36" ry="46" fill="hsl(${hue} 35% 55%)"/>
    <circle cx="66" cy="70" r="4"/><circle cx="94" cy="70" r="4"/>
    <path d="M64 96q16 12 32 0" fill="none" stroke="#000" stroke-width="3"/>
  </svg>`;
