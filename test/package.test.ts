import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { build } from "./support/build.ts";

const root = join(import.meta.dirname, "..");
interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;

describe("the package", () => {
  beforeAll(build);
  const targets = [
    ...Object.values(manifest.bin),
    ...Object.values(manifest.exports).flatMap((to) => (typeof to === "string" ? [to] : Object.values(to))),
  ];
  test.each(targets)("has %s, and ships it", (target) => {
    const path = target.replace(/^\.\//, "");
    expect(existsSync(join(root, path))).toBe(true);
    expect(path === "package.json" || manifest.files.some((folder) => path.startsWith(folder))).toBe(true);
  });
  test("ships no test", () => expect(globSync("dist/**/*.test.*", { cwd: root })).toEqual([]));
  test("pins every dependency exactly", () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });
  test("needs no dependency whose licence is not permissive", () => {
    const licences = Object.keys(manifest.dependencies).map((name) => {
      const { license } = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as { license: string };
      return [name, license] as const;
    });
    expect(licences.filter(([, license]) => !/^(?:MIT|ISC|BSD-[23]-Clause|Apache-2\.0)$/.test(license))).toEqual([]);
  });
  test("is of the version that it prints, and under the licence that it says", () => {
    expect(readFileSync(join(root, "src/cli/main.ts"), "utf8") + readFileSync(join(root, "CHANGELOG.md"), "utf8")).toContain(
      manifest.version,
    );
    expect(manifest.license).toBe("Apache-2.0");
    expect(readFileSync(join(root, "LICENSE"), "utf8")).toContain("Apache License");
  });
});
