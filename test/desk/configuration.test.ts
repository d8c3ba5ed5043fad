import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfiguration } from "../../src/desk/configuration.ts";
import { linesOf, run } from "../cli/run.ts";
import { serve } from "../fetch/loopback.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sayso-config-"));
  mkdirSync(join(folder, "sayso"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes the user's own file and gives the environment in which it is read. */
function written(text: string): { XDG_CONFIG_HOME: string } {
  writeFileSync(join(folder, "sayso", "config.toml"), text);
  return { XDG_CONFIG_HOME: folder };
}

describe("the configuration file", () => {
  test("says what is in force for every command", async () => {
    const env = written(
      'data = "/srv/sayso"\nallow-address = ["10.20.0.0/16", "fd00:aa::/32"]\nallow-port = [8080]\nuser-agent = "Port Hallam desk"\n',
    );
    expect(await readConfiguration(env)).toMatchObject({
      data: "/srv/sayso",
      database: null,
      allowAddresses: ["10.20.0.0/16", "fd00:aa::/32"],
      allowPorts: [8080],
      userAgent: "Port Hallam desk",
    });
  });
  test("need not be there, unless it is named", async () => {
    expect(await readConfiguration({ XDG_CONFIG_HOME: join(folder, "none") })).toMatchObject({ data: null, allowAddresses: [] });
    await expect(readConfiguration({ SAYSO_CONFIG: join(folder, "none.toml") })).rejects.toMatchObject({ code: "E_INPUT_MISSING" });
  });
  test.each([
    ["that is no TOML", "data = ", ""],
    ["with a setting that is not known", 'allow-adress = ["10.0.0.0/8"]', "there is no setting allow-adress"],
    ["with a range that is no list", 'allow-address = "10.0.0.0/8"', "allow-address must be a list of texts"],
    ["with a port that is no number", 'allow-port = ["8080"]', "allow-port must be a list of numbers"],
  ])("%s is refused, and told where", async (_, text, why) => {
    const env = written(text);
    await expect(readConfiguration(env)).rejects.toMatchObject({
      code: "E_CONFIG",
      message: expect.stringContaining(`${join(folder, "sayso", "config.toml")}: ${why}`),
    });
  });
});

describe("from the command line", () => {
  const child = join(import.meta.dirname, "..", "faults", "sayso-child.ts");
  test("a range of the file is opened without the flag, and none without the file", async () => {
    await using server = await serve((_, response) => response.end("<rss><channel><title>Courier</title></channel></rss>"));
    const add = (env: Readonly<Record<string, string>>, name: string) =>
      run(["add", `${server.origin}/feed`, "--format", "ndjson", "--data", join(folder, name)], "", env, child);
    const refused = await add({}, "closed");
    expect([refused.code, linesOf(refused.out)]).toMatchObject([
      1,
      [{ status: "refused", reason: "E_ADDRESS", url: expect.stringContaining("http") }],
    ]);
    expect(server.asked).toEqual([]);
    const added = await add(written('allow-address = ["127.0.0.0/8"]\n'), "open");
    expect([added.code, added.out, added.err]).toEqual([0, "", expect.stringContaining("new source")]);
  });
  test("config shows each setting and where it comes from, without a password", async () => {
    const env = written('data = "/srv/sayso"\ndatabase = "postgres://ana:secret@db.example/sayso"\n');
    const { out, code } = await run(["config", "--format", "ndjson"], "", { ...env, SAYSO_DATA: "/mnt/news" });
    expect(code).toBe(0);
    expect(out).not.toContain("secret");
    expect(linesOf(out)).toMatchObject([
      { name: "file" },
      { name: "data", value: "/mnt/news", origin: "environment" },
      { name: "database", value: "postgres://ana:…@db.example/sayso", origin: "file" },
      { name: "allow-address", value: "", origin: "default" },
      { name: "allow-port", origin: "default" },
      { name: "user-agent", origin: "default" },
    ]);
  });
  test("a mistake in it is a mistake of the user's", async () => {
    const { code, err } = await run(["config"], "", written("colour = true\n"));
    expect([code, err]).toEqual([2, expect.stringContaining("there is no setting colour")]);
  });
});
