/** The 36 named scenarios of the contract (section 13.4), to be armed or played by name. */
import type { FaultsInput } from "./faults.ts";
import { CLIP_SCENARIOS } from "./scenarios/clips.ts";
import { LINK_SCENARIOS } from "./scenarios/links.ts";
import { PACE_SCENARIOS } from "./scenarios/pace.ts";
import { ONLY, type Scenario, type Way } from "./scenarios/scenario.ts";
import {
  createScene,
  type Props,
  type ScenarioReceipt,
  scenarioOrderSchema,
} from "./scenarios/scene.ts";
import { TOKEN_SCENARIOS } from "./scenarios/tokens.ts";
import { WEBHOOK_SCENARIOS } from "./scenarios/webhooks.ts";
import type { World } from "./world.ts";

const SCENARIOS: Record<string, Scenario> = {
  ...CLIP_SCENARIOS,
  ...TOKEN_SCENARIOS,
  ...PACE_SCENARIOS,
  ...WEBHOOK_SCENARIOS,
  ...LINK_SCENARIOS,
};

/** One line of the list. */
export interface ScenarioLine {
  id: string;
  /** What happens, and what the product must make of it. */
  sentence: string;
  about: Scenario["about"];
  /** Full ids of its ways, `C5-html` say; empty when it has one way only. */
  ways: string[];
  /** Whether its own id plays every way rather than the first. */
  everyWay: boolean;
}

/** All of them, in the contract's order. */
export function listScenarios(): ScenarioLine[] {
  return Object.entries(SCENARIOS).map(([id, { plays, must, about, ways, everyWay = false }]) => ({
    id,
    sentence: `${plays} ${must}`,
    about,
    everyWay,
    ways: Object.keys(ways)
      .filter((way) => way !== ONLY)
      .map((way) => `${id}-${way}`),
  }));
}

/**
 * Sets a scenario's faults without playing anything, and returns them. Throws for an unknown name
 * and for a scenario that is no matter of faults.
 */
export function armScenario(world: World, id: string): FaultsInput {
  const [[, way] = []] = findWays(id);
  const faults = way && faultsOf(world, way);
  if (!faults) throw new Error(`${id} has no faults to arm: play it with a body`);
  world.faults.put(faults);
  return faults;
}

/** Plays a scenario by its id, or by the id and one of its ways. Throws as `armScenario` does. */
export async function playScenario(
  props: Props,
  id: string,
  input: unknown,
): Promise<ScenarioReceipt> {
  const order = scenarioOrderSchema.parse(input);
  const receipt: ScenarioReceipt = { id, events: [], deliveries: [], links: [] };
  for (const [index, [name, way]] of findWays(id).entries()) {
    const faults = faultsOf(props.world, way);
    if (faults) props.world.faults.put(faults);
    const at = (order.at ?? props.world.clock.now()) - index * WAY_SPACING_MS;
    await way.play(createScene(props, { ...order, at }, name, receipt));
  }
  return receipt;
}

/** Ways that are played together concern moments this far apart. */
const WAY_SPACING_MS = 1_000;

function faultsOf(world: World, { faults }: Way): FaultsInput | null {
  if (typeof faults === "function") return faults(world.clock.now());
  return faults ? structuredClone(faults) : null;
}

function findWays(id: string): [name: string, way: Way][] {
  const [head = "", ...rest] = id.split("-");
  const scenario = SCENARIOS[head];
  const name = rest.join("-");
  if (!scenario)
    throw new Error(`no scenario ${id}; there are ${Object.keys(SCENARIOS).join(" ")}`);
  const ways = Object.entries(scenario.ways);
  if (rest.length === 0) return scenario.everyWay ? ways : ways.slice(0, 1);
  const named = ways.filter(([way]) => way === name);
  if (named.length > 0) return named;
  throw new Error(`no way ${name} of ${head}; there are ${ways.map(([way]) => way).join(" ")}`);
}
