/**
 * Loaded into each child before its own code (`node --import`): ends the child, with everything in
 * its process group, when the supervisor vanishes without saying goodbye, as after `kill -9`.
 */
const GRACE_MS = 5_000;

if (process.channel) {
  process.once("disconnect", () => {
    setTimeout(() => process.kill(-process.pid, "SIGKILL"), GRACE_MS);
    process.kill(-process.pid, "SIGTERM");
  });
  // The channel alone must not keep a child alive that has finished.
  process.channel.unref();
}
