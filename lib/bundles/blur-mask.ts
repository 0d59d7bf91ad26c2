import type { Box } from "#lib/faces/types.ts";

/** Cells of a mask, whatever the frame's shape: of a 1080p frame 12 pixels square. */
export const MASK_SIZE = { width: 160, height: 90 };

/** One byte a cell, rows from the top: 255 where any of the boxes touches it, 0 elsewhere. */
export function blurMask(boxes: readonly Box[]): Uint8Array {
  const { width, height } = MASK_SIZE;
  const cells = new Uint8Array(width * height);
  for (const box of boxes) {
    const left = clamp(Math.floor(box.x * width), width);
    const right = clamp(Math.ceil((box.x + box.width) * width), width);
    const top = clamp(Math.floor(box.y * height), height);
    const bottom = clamp(Math.ceil((box.y + box.height) * height), height);
    for (let row = top; row < bottom; row++)
      cells.fill(255, row * width + left, row * width + right);
  }
  return cells;
}

const clamp = (cell: number, cells: number) => Math.min(cells, Math.max(0, cell));
