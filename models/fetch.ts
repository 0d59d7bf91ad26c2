/** Command line: fetches the models that are missing, and says what could not be had. */
import { fetchMissingModels } from "./download.ts";
import { showProgress } from "./progress.ts";
import { resolveModels } from "./resolve.ts";

const modelsDir = process.env.MODELS_DIR;
const failures = await fetchMissingModels({
  modelsDir,
  onProgress: showProgress(process.stdout),
});
const { found, wrong } = await resolveModels({ modelsDir });
for (const [file, path] of Object.entries(found)) process.stdout.write(`${file}: ${path}\n`);
for (const { message } of wrong) process.stdout.write(`${message}\n`);
for (const { message } of failures) process.stdout.write(`${message}\n`);
if (failures.length > 0) process.exitCode = 1;
