import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SaysoError } from "../errors.ts";
import { parseHtml } from "./parse.ts";
import { rebuildText } from "./rebuild.ts";
import { elements, textOf } from "./tree.ts";
import { visibleBlocks } from "./visible.ts";

const rules = {
  block: new Set(["p", "div", "h1", "h2", "li", "ul", "td", "th", "tr", "table", "pre", "blockquote", "body"]),
  unseen: new Set(["script", "style", "head", "noscript"]),
};
const textsOf = (source: string): readonly string[] => visibleBlocks(parseHtml(source), rules).blocks.map((block) => block.text);

test.each([
  ["paragraphs, one block each", "<p>One.</p><p>Two.</p>", ["One.", "Two."]],
  ["white space, collapsed", "<p>  One \n\t two  </p>", ["One two"]],
  ["character references, resolved", "<p>a &amp; b &lt; c&nbsp;d &eacute; &#8212; &#x27;</p>", ["a & b < c\u00A0d é — '"]],
  ["references without semicolon", "<p>Fish &amp chips</p>", ["Fish & chips"]],
  ["inline elements, no break", "<p>One <b>tw</b>o <i>three</i></p>", ["One two three"]],
  ["a single br, a line break", "<p>One<br>two</p>", ["One\ntwo"]],
  ["two br, two blocks", "<div>One<br><br/>two</div>", ["One", "two"]],
  ["scripts and styles, unseen", "<p>One<script>var x = '<p>no</p>'</script></p><style>p{}</style>", ["One"]],
  ["comments, unseen", "<p>One<!-- two --> three</p>", ["One three"]],
  ["unclosed paragraphs", "<p>One<p>Two<div>Three", ["One", "Two", "Three"]],
  ["preformatted text, a block for each paragraph", "<pre>One\ntwo\n\nThree &amp; four</pre>", ["One two", "Three & four"]],
  ["a row of short cells, one line", "<table><tr><td>1</td><td>Lind</td><td>5040</td></tr></table>", ["1 Lind 5040"]],
  ["a cell with paragraphs, blocks of its own", "<table><tr><td><p>One.</p><p>Two.</p></td><td>x</td></tr></table>", ["One.", "Two.", "x"]],
  ["zero-width and control characters, dropped", "<p>fer\u0000r\u200By\u00AD</p>", ["ferry"]],
  ["no-break spaces at the ends, dropped", "<p>&nbsp;One&nbsp;two&nbsp;</p><p>&nbsp;</p>", ["One\u00A0two"]],
])("visible text of %s", (_, source, expected) => {
  expect(textsOf(source)).toEqual(expected);
});

test.each([
  ["an attribute", "<p hidden>One</p>", true],
  ["a style", '<div style="color:red; display: none"><p>One</p></div>', true],
  ["nothing", "<p>One</p>", false],
])("a block hidden by %s", (_, source, hidden) => {
  expect(visibleBlocks(parseHtml(source), rules).blocks[0]?.hidden).toBe(hidden);
});

test("an aside inside a sentence is taken out and reported", () => {
  const source = '<p>Rep. <b>Lind <span class="box">Lind More stories</span></b> spoke.</p>';
  const { blocks, asides } = visibleBlocks(parseHtml(source), rules, (element) => element.attributes.get("class") === "box");
  expect(blocks.map((block) => block.text)).toEqual(["Rep. Lind spoke."]);
  expect(asides.map(textOf)).toEqual(["Lind More stories"]);
});

describe("nesting", () => {
  test("2,000 elements inside each other are flattened, with all their text", () => {
    const root = parseHtml(`${"<div>".repeat(2000)}deep${"</div>".repeat(2000)}<p>after</p>`);
    expect(textOf(root)).toBe("deepafter");
    expect(Math.max(...[...elements(root)].map(depthOf))).toBeLessThan(250);
  });
  test("more than anyone writes are refused", () => {
    expect(() => parseHtml("<b>".repeat(30_000))).toThrow(SaysoError);
  });
});

const depthOf = (element: { readonly parent: unknown }): number => {
  let depth = 0;
  for (let at: unknown = element; at !== null && typeof at === "object" && "parent" in at; at = at.parent) depth++;
  return depth;
};

/** HTML as nobody should write it. */
const brokenHtml = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "<b>",
        "</i>",
        "<td>",
        "<tr>",
        "<table>",
        "<a href='x",
        "<!--",
        "-->",
        "<script>",
        "<pre>",
        "\n\n",
        "</script>",
      ),
      fc.constantFrom(
        "&amp;",
        "&nbsp;",
        "&#8212;",
        "&#x1F600;",
        "&bogus;",
        "&lt",
        "&#0;",
        "&thinsp;",
        " ",
        "\n",
        "\u0000",
        "\u00A0",
        "\u200B",
        "😀",
        "\uD800",
      ),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

test("law: every block's text follows from its source, and runs lie in order", () => {
  fc.assert(
    fc.property(brokenHtml, (source) => {
      for (const { text, runs } of visibleBlocks(parseHtml(source), rules).blocks) {
        expect(rebuildText(source, runs)).toBe(text);
        expect(runs.map(({ start }) => start)).toEqual([0, ...runs.slice(0, -1).map(({ end }) => end)]);
        expect(runs.at(-1)?.end).toBe(text.length);
        expect(runs.filter(({ start, end }) => end <= start)).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});
