import { beforeAll, describe, expect, test } from "vitest";
import { build, runNode } from "../support/build.ts";

describe("examples/library", () => {
  beforeAll(build);
  test("read-text.mjs prints who said what, and every piece is in the text", () => {
    const { code, out, err } = runNode("examples/library/read-text.mjs");
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("\n")).toEqual(
      expect.arrayContaining([
        "Ana Lind | told | “It broke,” | direct, asserted",
        "She | denied | that the company had known of the damage since the summer | indirect, denied",
      ]),
    );
  });
  test("pipeline-and-own-step.mjs prints only what was denied or not said, and names the own step", () => {
    const { code, out, err } = runNode("examples/library/pipeline-and-own-step.mjs");
    expect([code, err]).toEqual([0, ""]);
    const lines = out.trim().split("\n");
    expect(lines).toContain("denied: She: that the company had known of the damage since the summer");
    expect(lines.at(-1)).toBe("made by attribution 1, entity 1, context 1, withheld 1");
    expect(lines.slice(0, -1).every((line) => /^(?:denied|refused|not-said): /.test(line))).toBe(true);
  });
  test("an own step that needs what nothing gives is refused when it is added", () => {
    const program = `import { pipeline } from "sayso"; pipeline().add({ name: "late", version: 1, needs: ["statements"], gives: [] });`;
    expect(runNode("--input-type=module", "-e", program).err).toContain("step late needs statements, which no earlier step gives");
  });
});
