import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { INPUT_LIMIT_BYTES } from "../../src/desk/desk.ts";
import { inputsOf } from "../../src/desk/inputs.ts";
import { mentionsIn } from "../support/conllu.ts";
import { conlluProblems } from "../support/conllu-format.ts";
import { fakeDesk } from "../support/fake-desk.ts";
import { linesOf, run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "sayso-conllu-"));
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const harbour = readFileSync(join(import.meta.dirname, "..", "..", "examples", "harbour.conllu"), "utf8");
const row = (id: number, form: string, misc = "_"): string =>
  `${id}\t${form}\t_\tX\t_\t_\t${id === 1 ? "0\troot" : "1\tdep"}\t_\t${misc}\n`;
const commentsOf = (out: string, key: string): string[] =>
  Array.from(out.matchAll(new RegExp(`^# ${key} = (.*)$`, "gm")), ([, value = ""]) => value);

describe("sayso conllu", () => {
  test("writes plain text as CoNLL-U, with mentions and statements", async () => {
    const { code, out, err } = await run(["conllu", "-"], "“Yes,” said Ana Lind.\n");
    expect([code, err]).toEqual([0, ""]);
    expect(conlluProblems(out)).toEqual([]);
    expect(commentsOf(out, "text")).toEqual(["“Yes,” said Ana Lind."]);
    expect(out).toContain("\n6\tAna\tana\tX\t_\t_\t1\tdep\t_\tAttribution=s1:source|Entity=(2-person-1-name|TokenRange=12:15\n");
    expect(mentionsIn(out).map(({ first, end }) => [first, end])).toEqual([
      [1, 2],
      [5, 7],
    ]);
  });
  test("takes standard input for plain text, whatever it begins with, unless --from says otherwise", async () => {
    for (const text of ["{a}", "<p>b</p>", "# text = c"])
      expect(commentsOf((await run(["conllu", "-"], text)).out, "text")).toEqual([text]);
    expect(commentsOf((await run(["conllu", "-", "--from", "html"], "<p>b</p>")).out, "text")).toEqual(["b"]);
    expect(commentsOf((await run(["conllu", "-", "--from", "ndjson"], '{"id":"x","text":"c"}')).out, "newdoc id")).toEqual(["x"]);
  });
  test("takes several inputs in order; one that fails is told on standard error only", async () => {
    const [a, b] = [file("a.txt", "One.\n\nTwo."), file("b.html", "<p>Three.</p>")];
    const { code, out, err } = await run(["conllu", a, join(folder, "none.txt"), b]);
    expect(code).toBe(3);
    expect(conlluProblems(out)).toEqual([]);
    expect(commentsOf(out, "newdoc id")).toEqual([a, b]);
    expect(err).toContain("E_INPUT_MISSING");
  });
  test("writes to a file with -o, and has no other format", async () => {
    const target = join(folder, "out.txt");
    expect(await run(["conllu", file("c.txt", "One."), "-o", target])).toEqual({ code: 0, out: "", err: "" });
    expect(conlluProblems(readFileSync(target, "utf8"))).toEqual([]);
    expect((await run(["conllu", target, "--format", "json"])).code).toBe(2);
  });
});

describe("CoNLL-U in", () => {
  test("keeps its sentences, tokens and trees; mentions and statements are added", async () => {
    const given = file("harbour.conllu", harbour.replaceAll("# newpar\n", ""));
    const { code, out } = await run(["conllu", given]);
    expect(code).toBe(0);
    const columns = (source: string): string[] => Array.from(source.matchAll(/^(\d\S*\t(?:[^\t\n]*\t){8})/gm), ([, cells = ""]) => cells);
    expect(columns(out)).toEqual(columns(harbour));
    expect(mentionsIn(out).length).toBeGreaterThan(0);
    const [record] = linesOf((await run(["read", given])).out);
    expect(record).toMatchObject({
      id: "harbour",
      text: "The mayor of Port Hallam can't say, Lind's office told us. It rained.",
      made: { tokens: "given" },
    });
  });
  test.each([
    ["its name", ["read", file("named.conllu", row(1, "Yes"))], ""],
    ["its first comment", ["read", "-"], `# sent_id = 1\n# text = Yes\n${row(1, "Yes")}`],
    ["its first token", ["read", "-"], row(1, "Yes")],
    ["--from", ["read", "-", "--from", "conllu"], `# nothing known\n${row(1, "Yes")}`],
  ])("is told from %s", async (_, args, stdin) => {
    expect(linesOf((await run(args, stdin)).out)).toMatchObject([{ text: "Yes" }]);
  });
  test("each # newdoc is an article of its own, in order; what stands before is called by the file", async () => {
    const path = file(
      "several.conllu",
      `${row(1, "One")}\n# newdoc id = two\n${row(1, "Two")}\n# text = Three\n${row(1, "Three")}\n# global.Entity = x\n# newdoc\n${row(1, "Four")}`,
    );
    expect(linesOf((await run(["read", path])).out).map(({ id, text }) => [id, text])).toEqual([
      [path, "One"],
      ["two", "Two Three"],
      [expect.stringMatching(/^[0-9a-f]{64}$/), "Four"],
    ]);
  });
  test("a document that is broken fails alone, with its line in the file", async () => {
    const path = file(
      "broken.conllu",
      `# newdoc id = a\n${row(1, "One")}\n# newdoc id = b\n\n1 One\n\n# newdoc id = c\n\n# newdoc id = d\n# text = Two\n${row(1, "Two")}`,
    );
    const { code, out, err } = await run(["read", path]);
    expect(code).toBe(3);
    expect(linesOf(out)).toMatchObject([
      { id: "a", text: "One" },
      { id: "b", error: { code: "E_CONLLU", message: "line 6: 1 column where 10 are expected; are they separated by tabs?" } },
      { id: "c", error: { code: "E_EMPTY" } },
      { id: "d", text: "Two" },
    ]);
    expect(err).toContain("b: line 6: 1 column");
  });
  test.each([
    [
      "bytes that are not UTF-8",
      Buffer.concat([Buffer.from(`# newdoc id = a\n${row(1, "One")}`), Buffer.from([0xe9, 0x0a])]),
      "E_CONLLU",
      "line 3: not valid UTF-8",
    ],
    [
      "a line longer than the limit",
      `# newdoc id = a\n${"x".repeat(INPUT_LIMIT_BYTES + 1)}\n`,
      "E_TOO_LARGE",
      "line 1: the document is larger than 32 MiB",
    ],
    [
      "lines that are too much together",
      `# newdoc id = a\n${`${"x".repeat(2 ** 20)}\n`.repeat(33)}`,
      "E_TOO_LARGE",
      "line 1: the document is larger than 32 MiB",
    ],
  ])("%s fail alone", async (_, head, code, message) => {
    async function* stdin(): AsyncGenerator<Uint8Array> {
      yield Buffer.concat([Buffer.from(head), Buffer.from(`\n# newdoc id = z\n${row(1, "Two")}`)]);
    }
    const inputs = await Array.fromAsync(inputsOf(["-"], fakeDesk(), { kind: "conllu", given: {}, stdin: stdin() }));
    expect(inputs).toMatchObject([
      { id: "a", from: { kind: "failed", error: { code, message } } },
      { id: "z", from: { kind: "conllu" } },
    ]);
  });
  test("nothing is refused as empty", async () => {
    expect(linesOf((await run(["read", "-", "--from", "conllu"], "\n")).out)).toMatchObject([{ id: "-", error: { code: "E_EMPTY" } }]);
  });
  test("takes no address for a file of many", async () => {
    expect((await run(["read", "-", "--from", "conllu", "--url", "https://a.example/"])).code).toBe(2);
  });
});

describe("mentions in records", () => {
  const said = "“Yes,” said Ana Lind.";
  test("are in json and ndjson, with their characters", async () => {
    const [record] = linesOf((await run(["read", "-", "--from", "text"], said)).out);
    expect(record).toMatchObject({
      mentions: [
        { start: 1, end: 4, exact: "Yes", type: "person", form: "name" },
        { start: 12, end: 20, exact: "Ana Lind", type: "person", form: "name" },
      ],
    });
  });
  test("are verified", async () => {
    const records = (await run(["read", "-", "--from", "text"], said)).out;
    expect(await run(["verify", "-"], records)).toEqual({ code: 0, out: "", err: "" });
    const forged = await run(["verify", "-"], records.replace('"exact":"Ana Lind","type"', '"exact":"Ann Lind","type"'));
    expect([forged.code, forged.out]).toEqual([1, expect.stringContaining("mentions[1].exact: E_SPAN")]);
    const kind = await run(["verify", "-"], records.replace('"type":"person"', '"type":"robot"'));
    expect([kind.code, kind.out]).toEqual([1, expect.stringContaining("mentions[0].type: E_SCHEMA")]);
  });
  test("are not made by extract", async () => {
    expect(linesOf((await run(["extract", "-", "--from", "text"], said)).out)[0]).not.toHaveProperty("mentions");
  });
});
