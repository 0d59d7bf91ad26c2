/**
 * Plays a storm against the whole of Kith: `npm run storm -- --json FILE`.
 *
 * --events N   how many the emulator makes, 5000 unless given
 * --kills N    how often web or worker is killed, 10 unless given
 * --seed N     what all else follows from, 1 unless given
 * --json FILE  writes the tally as one JSON object
 * --logs DIR   keeps what web, worker and Postgres have printed
 *
 * Ends with 1 unless every event is accounted for and nobody was told twice or too late.
 */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import buildPages from "#e2e/global-setup.ts";
import { describeMachine } from "../../bench/machine.ts";
import { isSound, runStorm } from "./storm.ts";

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "5000" },
    kills: { type: "string", default: "10" },
    seed: { type: "string", default: "1" },
    json: { type: "string" },
    logs: { type: "string" },
  },
});
const order = {
  events: Number(values.events),
  kills: Number(values.kills),
  seed: Number(values.seed),
};

const startedAt = Date.now();
const print = (line: string) => process.stdout.write(`${line}\n`);
const say = (line: string) => print(`${Math.round((Date.now() - startedAt) / 1000)} s  ${line}`);

await buildPages();
const report = await runStorm(order, say, values.logs);
const text = JSON.stringify({ ...report, machine: describeMachine() }, null, 2);
print(text);
if (values.json) await writeFile(values.json, `${text}\n`);
process.exit(isSound(report) ? 0 : 1);
