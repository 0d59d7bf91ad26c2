import { runCommand } from "./command.ts";
import { StartFailure } from "./failure.ts";
import { say } from "./terminal.ts";

type Need = { package: string; programs: string[]; otherwise: string };

/** Finds ffmpeg and ffprobe, or installs them where that needs nobody's password. @throws StartFailure */
export const requireFfmpeg = () =>
  requirePackage({
    package: "ffmpeg",
    programs: ["ffmpeg", "ffprobe"],
    otherwise:
      "ffmpeg is missing, and recordings cannot be looked at without it. Install it (Debian, Ubuntu: sudo apt-get install ffmpeg; macOS: brew install ffmpeg) and start Kith again.",
  });

/** Finds the browser that the tests drive, or installs it in the same way. @throws StartFailure */
export const requireChromium = () =>
  requirePackage({
    package: "chromium",
    programs: ["chromium"],
    otherwise:
      "Chromium is missing, and the tests drive it. Install it (Debian: sudo apt-get install chromium) and run them again.",
  });

async function requirePackage(need: Need): Promise<void> {
  if (await isInstalled(need)) return;
  const install = await installCommand();
  if (install) {
    say(`Installing ${need.package} (${install.join(" ")} install ${need.package}) …`);
    await runApt(install, need.package);
    if (await isInstalled(need)) return;
  }
  throw new StartFailure(need.otherwise);
}

async function isInstalled({ programs }: Need): Promise<boolean> {
  const found = await Promise.all(programs.map((name) => runCommand("which", [name])));
  return found.every(({ code }) => code === 0);
}

/** How to call apt-get without being asked for a password; undefined where that is not possible. */
async function installCommand(): Promise<string[] | undefined> {
  if ((await runCommand("apt-get", ["--version"])).code !== 0) return undefined;
  if (process.getuid?.() === 0) return ["apt-get"];
  const sudo = await runCommand("sudo", ["-n", "true"]);
  return sudo.code === 0 ? ["sudo", "-n", "apt-get"] : undefined;
}

async function runApt([program = "", ...args]: string[], name: string): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "-y", "--no-install-recommends", name];
  const first = await runCommand(program, [...args, ...install], { env });
  if (first.code === 0) return;
  // A fresh container has no package lists yet.
  await runCommand(program, [...args, "update"], { env });
  await runCommand(program, [...args, ...install], { env });
}
