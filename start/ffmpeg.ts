import { runCommand } from "./command.ts";
import { StartFailure } from "./failure.ts";
import { say } from "./terminal.ts";

/** Finds ffmpeg and ffprobe, or installs them where that needs nobody's password. @throws StartFailure */
export async function requireFfmpeg(): Promise<void> {
  if (await isInstalled()) return;
  const install = await installCommand();
  if (install) {
    say(`Installing ffmpeg (${install.join(" ")} install ffmpeg) …`);
    await runApt(install);
    if (await isInstalled()) return;
  }
  throw new StartFailure(
    "ffmpeg is missing, and recordings cannot be looked at without it. Install it (Debian, Ubuntu: sudo apt-get install ffmpeg; macOS: brew install ffmpeg) and start Kith again.",
  );
}

async function isInstalled(): Promise<boolean> {
  const found = await Promise.all(
    ["ffmpeg", "ffprobe"].map((name) => runCommand(name, ["-version"])),
  );
  return found.every(({ code }) => code === 0);
}

/** How to call apt-get without being asked for a password; undefined where that is not possible. */
async function installCommand(): Promise<string[] | undefined> {
  if ((await runCommand("apt-get", ["--version"])).code !== 0) return undefined;
  if (process.getuid?.() === 0) return ["apt-get"];
  const sudo = await runCommand("sudo", ["-n", "true"]);
  return sudo.code === 0 ? ["sudo", "-n", "apt-get"] : undefined;
}

async function runApt([program = "", ...args]: string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = ["install", "-y", "--no-install-recommends", "ffmpeg"];
  const first = await runCommand(program, [...args, ...install], { env });
  if (first.code === 0) return;
  // A fresh container has no package lists yet.
  await runCommand(program, [...args, "update"], { env });
  await runCommand(program, [...args, ...install], { env });
}
