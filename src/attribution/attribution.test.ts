import { describe, expect, test } from "vitest";
import { broken } from "../../test/property/laws.ts";
import { articleFrom, articleOf, shown } from "../../test/support/marked.ts";
import type { Article, MarkGroup } from "../article/article.ts";
import { diskResources } from "../desk/disk-resources.ts";
import type { Statement } from "../record/statement.ts";
import type { Span } from "../text/span.ts";
import { createAttribution } from "./attribution.ts";

const step = await createAttribution(diskResources());
const attribute = async (article: Article<"words" | "sentences" | "marks">): Promise<readonly Statement[]> =>
  (await step.run([article]))[0]?.statements ?? [];

describe("statements", () => {
  test("are numbered in the order of the text and name their parent", async () => {
    const found = await attribute(
      articleFrom(
        "[source Lind] [cue said] [content that [source2 Penn] [cue2 said] [content2 the boat was lost]]. “We go home now,” said Vale.",
      ),
    );
    expect(found.map(({ id, parent, kind, source }) => [id, parent, kind, source.length])).toEqual([
      ["s1", null, "indirect", 1],
      ["s2", "s1", "indirect", 1],
      ["s3", null, "direct", 1],
    ]);
  });
  test("that were found inside a content which no longer stands are left out", async () => {
    const article = articleFrom("Ferry sank late\nA man [cue known as] [content “[source2 Penn] [cue2 said] [content2 no]”] left.");
    expect((await attribute(article)).map((statement) => shown(statement, article.text))).toEqual([]);
  });
  test("are none where nothing is marked and nothing quoted", async () => {
    expect(await attribute(articleFrom("The ferry sank in the bay."))).toEqual([]);
  });
  test("are found in a text without blocks too", async () => {
    const article = { ...articleFrom("“We go home now,” said Vale."), blocks: [] };
    expect((await attribute(article)).map((statement) => shown(statement, article.text))).toEqual(["Vale | said | “We go home now,”"]);
  });
});

/** UTF-16 units of a hostile text: more than any article has. */
const HOSTILE_UNITS = 300_000;
/** Milliseconds; some seconds are enough, a rule that looks at everything for everything takes hours. */
const TIME_LIMIT = 120_000;
/** Statements whose laws are looked at, of the tens of thousands (the laws themselves look at every pair). */
const LOOKED_AT = 200;
/** Words of one made-up group of marks. */
const GROUP_WORDS = 24;

/** Marks laid over the words of any text at regular distances: source, cue, content, and each third time one inside. */
function marksOver(words: readonly Span[]): MarkGroup[] {
  const mark = (first: number, last: number) => ({ start: words[first]?.start ?? 0, end: words[last]?.end ?? 0, score: 0.9 });
  const groups: MarkGroup[] = [];
  for (let at = 0; at + GROUP_WORDS < words.length; at += GROUP_WORDS) {
    groups.push({ source: [mark(at, at)], cue: [mark(at + 1, at + 1)], content: [mark(at + 2, at + 10)], parent: null });
    if (at % 3 === 0)
      groups.push({
        source: [mark(at + 3, at + 3)],
        cue: [mark(at + 4, at + 4)],
        content: [mark(at + 5, at + 9)],
        parent: groups.length - 1,
      });
  }
  return groups;
}

describe("a text of 300,000 characters is done in seconds, with marks all over it:", () => {
  const long = (pattern: string): string => pattern.repeat(Math.ceil(HOSTILE_UNITS / pattern.length));
  test.each([
    ["quoted sentences in one line", long("“We lost it all again,” said Lind. “We did not want it.” ")],
    ["one sentence without end", long("Lind said it was over and ")],
    ["straight marks only", long('"')],
    ["opening marks only", long("“ ")],
    ["marks of every family", long("“‘«\"'„")],
    ["apostrophes that may open", long(" 'a")],
    ["one quotation around everything", `“${long("she said ‘no way at all’ and ")}”`],
    ["a quotation left open in every paragraph", long("“We lost it all again, said Lind.\n")],
    ["lines of labels", long("a: b: c:\n")],
    ["turns of a transcript", long("LIND: Did it go?\nPENN: No it did not.\n")],
    ["commas", long(", ")],
    ["white space between two words", `Lind said ${long(" ")}it was over.`],
    ["white space behind a label", `A: ${long(" ")}BB: x`],
    ["runs of white space in contents", long(`Lind said${" ".repeat(2_000)}it, and`)],
    ["one word with hyphens", long("a-")],
    ["one word", long("a")],
    ["brackets that never close", `“${long("[a ")}`],
    ["headlines", long("Ferry late, Lind says\n")],
    ["frames", long("in the view of Lind, it is. ")],
    ["posts", long("No. — Ana Lind (@lind)\n")],
  ])(
    "%s",
    async (_, text) => {
      const found = await attribute(articleOf(text, marksOver));
      const some = found.filter(({ parent }) => parent === null).slice(0, LOOKED_AT);
      expect(broken(text, some)).toEqual([]);
    },
    TIME_LIMIT,
  );
});
