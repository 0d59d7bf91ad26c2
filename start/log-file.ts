import { createWriteStream, existsSync, renameSync, statSync, type WriteStream } from "node:fs";

const MAX_BYTES = 10 * 1024 * 1024;
const KEPT_FILES = 5;

/** A log file that begins anew at 10 MB; the four before it stay as `.1` to `.4`. */
export class LogFile {
  readonly path: string;
  readonly #maxBytes: number;
  #stream: WriteStream | undefined;
  #bytes = 0;

  constructor(path: string, maxBytes = MAX_BYTES) {
    this.path = path;
    this.#maxBytes = maxBytes;
  }

  write(data: Buffer | string): void {
    if (!this.#stream || this.#bytes >= this.#maxBytes) this.#open();
    this.#bytes += Buffer.byteLength(data);
    this.#stream?.write(data);
  }

  close(): Promise<void> {
    return new Promise((done) => (this.#stream ? this.#stream.end(() => done()) : done()));
  }

  #open(): void {
    this.#stream?.end();
    this.#bytes = existsSync(this.path) ? statSync(this.path).size : 0;
    if (this.#bytes >= this.#maxBytes) {
      this.#rotate();
      this.#bytes = 0;
    }
    this.#stream = createWriteStream(this.path, { flags: "a", mode: 0o640 });
    // A full disk must not take the processes down whose log this is.
    this.#stream.on("error", () => {});
  }

  #rotate(): void {
    for (let age = KEPT_FILES - 1; age >= 1; age--) {
      const from = age === 1 ? this.path : `${this.path}.${age - 1}`;
      if (existsSync(from)) renameSync(from, `${this.path}.${age}`);
    }
  }
}
