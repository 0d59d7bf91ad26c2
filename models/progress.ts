const BAR_WIDTH = 30;

type Terminal = { isTTY?: boolean; write(text: string): unknown };

/**
 * Shows a download: a bar that moves on a terminal, one line a file elsewhere.
 *
 * @returns what `fetchMissingModels` takes as `onProgress`.
 */
export function showProgress(out: Terminal) {
  let announced = "";
  return (file: string, receivedBytes: number, totalBytes: number): void => {
    const size = `${(totalBytes / 1e6).toFixed(1)} MB`;
    if (!out.isTTY) {
      if (announced !== file) out.write(`Fetching ${file}\n`);
      announced = file;
      return;
    }
    const filled = Math.round((receivedBytes / totalBytes) * BAR_WIDTH);
    const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    out.write(`\r${bar} ${size.padStart(8)}  ${file}${receivedBytes === totalBytes ? "\n" : ""}`);
  };
}
