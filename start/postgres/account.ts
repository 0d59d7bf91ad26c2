import { userInfo } from "node:os";
import { runCommand } from "../command.ts";
import { StartFailure } from "../failure.ts";
import type { Binaries } from "./binaries.ts";

/** Postgres refuses to run as root; then it runs as this user. */
const USER = "postgres";

/** Without it access(2), by which initdb looks for its neighbours, ignores capabilities. */
const KEEP_CAPS_IN_ACCESS = "--securebits=+no_setuid_fixup";

/** As whom, and with which rights, the programs of Postgres run. */
export type Account = {
  /** The owner of the database's files, where it is not ourselves. */
  owner?: { uid: number; gid: number };
  /** The command line that runs `program` as this account. */
  wrap: (program: string, args: string[]) => [program: string, args: string[]];
};

/**
 * Ourselves, or the user `postgres` where we are root. Where that user may not pass through a folder
 * on the way to the programs or the data (a project under /root), it is given the one capability
 * that lets it.
 *
 * @throws StartFailure where no way works.
 */
export async function postgresAccount(binaries: Binaries, dataDir: string): Promise<Account> {
  const hasSetpriv = (await runCommand("setpriv", ["--version"])).code === 0;
  // SIGINT is Postgres's fast shutdown: it ends with the supervisor, even after kill -9.
  const death = ["--pdeathsig", "INT"];
  if (userInfo().uid !== 0) {
    if (!hasSetpriv) return { wrap: (program, args) => [program, args] };
    return { wrap: (program, args) => ["setpriv", [...death, program, ...args]] };
  }
  if (!hasSetpriv) {
    throw new StartFailure(
      "Postgres does not run as root. Start Kith as an ordinary user, or set DATABASE_URL.",
    );
  }
  const owner = await ensureUser();
  const identity = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, "--clear-groups"];
  for (const capability of [undefined, "dac_read_search", "dac_override"]) {
    const rights = capability
      ? [KEEP_CAPS_IN_ACCESS, `--inh-caps=+${capability}`, `--ambient-caps=+${capability}`]
      : ["--inh-caps=-all"];
    const prefix = [...identity, ...rights, ...death];
    if (await canReach(prefix, binaries, dataDir)) {
      return { owner, wrap: (program, args) => ["setpriv", [...prefix, program, ...args]] };
    }
  }
  throw new StartFailure(
    `The user "${USER}" cannot reach ${dataDir}. Move the project and its data out of the private folder, or set DATABASE_URL.`,
  );
}

async function canReach(prefix: string[], binaries: Binaries, dataDir: string): Promise<boolean> {
  const [program, data] = await Promise.all([
    runCommand("setpriv", [...prefix, binaries.postgres, "--version"]),
    runCommand("setpriv", [...prefix, "test", "-e", `${dataDir}/.`]),
  ]);
  return program.code === 0 && data.code === 0;
}

async function ensureUser(): Promise<{ uid: number; gid: number }> {
  const existing = await lookUp();
  if (existing) return existing;
  await runCommand("useradd", ["--system", "--user-group", "--no-create-home", USER]);
  const created = await lookUp();
  if (created) return created;
  throw new StartFailure(
    `Postgres does not run as root, and the user "${USER}" could not be made. Start Kith as an ordinary user, or set DATABASE_URL.`,
  );
}

async function lookUp(): Promise<{ uid: number; gid: number } | undefined> {
  const [user, group] = await Promise.all([
    runCommand("id", ["-u", USER]),
    runCommand("id", ["-g", USER]),
  ]);
  if (user.code !== 0 || group.code !== 0) return undefined;
  return { uid: Number(user.output), gid: Number(group.output) };
}
