import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSecrets } from "./secrets.ts";
import { childEnvironment, emulatorEnvironment, readPlan } from "./settings.ts";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "kith-secrets-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const file = () => join(dataDir, "secrets.json");
const mode = async () => (await stat(file())).mode & 0o777;

describe("the secrets", () => {
  it("are made once, kept, and readable by their owner alone", async () => {
    const first = await loadSecrets(dataDir);
    expect(await mode()).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(["secrets.json"]);
    expect(await loadSecrets(dataDir)).toEqual(first);
    expect(Buffer.from(first.tokenKeys.split(":")[1] ?? "", "base64")).toHaveLength(32);
  });

  it("are closed again when somebody opened the file", async () => {
    await loadSecrets(dataDir);
    await chmod(file(), 0o644);
    await loadSecrets(dataDir);
    expect(await mode()).toBe(0o600);
  });

  it("gain what an older version did not know, and keep the rest", async () => {
    const { demoPassword: _, ...older } = await loadSecrets(dataDir);
    await writeFile(file(), JSON.stringify(older));
    const now = await loadSecrets(dataDir);
    expect(now).toMatchObject(older);
    expect(now.demoPassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect(await loadSecrets(dataDir)).toEqual(now);
  });

  it.each(["{", "null", '{"nextauthSecret": 1}'])(
    "are never replaced when damaged: %s",
    async (text) => {
      await writeFile(file(), text);
      await expect(loadSecrets(dataDir)).rejects.toThrow(/is damaged/);
      expect(await readFile(file(), "utf8")).toBe(text);
    },
  );
});

describe("the settings of web and worker", () => {
  const build = async (environment: NodeJS.ProcessEnv) => {
    const plan = readPlan(environment);
    const secrets = await loadSecrets(dataDir);
    const emulator = plan.isDemo ? { port: 4001, mediaPort: 4002 } : undefined;
    const made = { plan, dataDir, databaseUrl: "postgresql://made", secrets, emulator };
    const env = childEnvironment(environment, made);
    return { plan, secrets, env };
  };
  const NONE = {} as NodeJS.ProcessEnv;

  it("come from the data folder when the owner sets nothing, and the emulator agrees with them", async () => {
    const { plan, secrets, env } = await build(NONE);
    expect(plan).toMatchObject({ port: 3000, isDemo: true, embedsPostgres: true });
    expect(env).toMatchObject({
      NEXTAUTH_SECRET: secrets.nextauthSecret,
      DATABASE_URL: "postgresql://made",
      RING_EMULATOR: "1",
    });
    const emulator = emulatorEnvironment(env, plan, { port: 4001, mediaPort: 4002 });
    expect(emulator.EMU_HMAC_KEY).toBe(env.RING_HMAC_KEYS);
    expect(emulator.EMU_CLIENT_SECRET).toBe(env.RING_CLIENT_SECRET);
    expect(emulator.EMU_WEBHOOK_URL).toBe("http://127.0.0.1:3000/api/webhooks/ring");
  });

  it("give way to what the owner sets", async () => {
    const { env } = await build({
      ...NONE,
      NEXTAUTH_SECRET: "own",
      DEMO_PASSWORD: "own",
      PORT: "80",
    });
    expect(env).toMatchObject({ NEXTAUTH_SECRET: "own", DEMO_PASSWORD: "own", PORT: "80" });
  });

  it("do not pair the owner's VAPID key with ours", async () => {
    const { env } = await build({ ...NONE, VAPID_PUBLIC_KEY: "own" });
    expect(env.VAPID_PRIVATE_KEY).toBeUndefined();
  });

  it("name no demonstration where there is a Ring client", async () => {
    const { plan, env } = await build({ ...NONE, RING_CLIENT_ID: "own", DATABASE_URL: "x" });
    expect(plan).toMatchObject({ isDemo: false, embedsPostgres: false });
    expect(env.RING_EMULATOR).toBeUndefined();
    expect(env.DEMO_EMAIL).toBeUndefined();
  });
});
