import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DownloadError, type DownloadOptions, downloadFile } from "./http-file.ts";
import { type Model, type ModelFile, standardModels } from "./manifest.ts";
import { convertToOnnx } from "./openvino.ts";
import { MODELS_FOLDER, resolveModels } from "./resolve.ts";

export type FetchOptions = Omit<DownloadOptions, "onProgress"> & {
  modelsDir?: string | undefined;
  /** Where to put what is downloaded. Default `modelsDir`, and without it `models/`. */
  folder?: string;
  /** Default: those that Kith fetches unasked. */
  models?: readonly Model[];
  onProgress?: (file: string, receivedBytes: number, totalBytes: number) => void;
};

/** A model file that could not be had: why, in a sentence that names it. */
export type FetchFailure = { message: string; isTransient: boolean };

/**
 * Fetches every model that no folder has. Never throws for what the network does.
 *
 * @returns what could not be fetched; empty when all are there.
 */
export async function fetchMissingModels(options: FetchOptions = {}): Promise<FetchFailure[]> {
  const { models = standardModels(), modelsDir } = options;
  const folder = options.folder ?? modelsDir ?? MODELS_FOLDER;
  const where = options.folder ? { folders: [folder] } : { modelsDir };
  const { found, wrong } = await resolveModels({ ...where, models });
  const failures: FetchFailure[] = [];
  for (const file of models.flatMap((model) => model.files)) {
    if (found[file.name]) continue;
    const mistake = wrong.find((each) => each.file === file.name)?.message;
    const failure = await tryToFetch(file, folder, options, mistake);
    if (failure) failures.push(failure);
  }
  return failures;
}

/** @param mistake what is wrong with the file of that name that is there */
async function tryToFetch(
  file: ModelFile,
  folder: string,
  options: FetchOptions,
  mistake: string | undefined,
): Promise<FetchFailure | undefined> {
  try {
    if (file.source.kind === "by-hand" && mistake) throw new DownloadError(mistake, false);
    await mkdir(folder, { recursive: true });
    await fetchModelFile(file, folder, options);
  } catch (error) {
    if (!(error instanceof DownloadError)) throw error;
    const { message, isTransient } = error;
    return { message: `${file.name}: ${message}`, isTransient };
  }
}

async function fetchModelFile(file: ModelFile, folder: string, options: FetchOptions) {
  const target = join(folder, file.name);
  const { onProgress: report, ...rest } = options;
  const download = { ...rest, onProgress: (n: number, of: number) => report?.(file.name, n, of) };
  if (file.source.kind === "by-hand") {
    const { publisher } = file.source;
    throw new DownloadError(
      `Kith knows no address of it. Get it from ${publisher} and put it into ${folder} under this name.`,
      false,
    );
  }
  if (file.source.kind === "file") {
    const [expected] = file.accepted;
    if (expected) await downloadFile({ ...expected, url: file.source.url }, target, download);
    return;
  }
  const { network, xml, bin } = file.source;
  const xmlPath = join(folder, `${network}.xml`);
  const binPath = join(folder, `${network}.bin`);
  await downloadFile(xml, xmlPath, download);
  await downloadFile(bin, binPath, download);
  await convertFile(file, network, { xmlPath, binPath, target });
}

async function convertFile(
  file: ModelFile,
  network: string,
  { xmlPath, binPath, target }: { xmlPath: string; binPath: string; target: string },
): Promise<void> {
  const onnx = convertToOnnx(network, await readFile(xmlPath, "utf8"), await readFile(binPath));
  const actual = createHash("sha256").update(onnx).digest("hex");
  if (!file.accepted.some(({ sha256 }) => sha256 === actual)) {
    throw new DownloadError(`The conversion gave SHA-256 ${actual}, which is not known.`, false);
  }
  const partial = `${target}.${randomUUID()}.partial`;
  await writeFile(partial, onnx);
  await rename(partial, target);
  await Promise.all([rm(xmlPath), rm(binPath)]);
}
