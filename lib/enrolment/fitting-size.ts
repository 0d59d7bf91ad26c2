type Size = { readonly width: number; readonly height: number };

/** Source: the largest canvas of Safari on an iPhone. A face on it is larger than models need. */
const MOST_PIXELS = 16_777_216;

/** The size in whole pixels, in the same shape, at which a picture can be drawn anew; its own where that is small enough. */
export function fittingSize({ width, height }: Size): Size {
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
  return { width: Math.floor(width * scale), height: Math.floor(height * scale) };
}
