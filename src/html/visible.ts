import { attribute, elements, type HtmlElement, type HtmlNode, type TextPiece, textOf } from "./tree.ts";
import { type Run, type TextWriter, textWriter } from "./writer.ts";

/** Which elements begin a new block, and which show no text; read from `data/extract/tags.tsv`. */
export interface TagRules {
  readonly block: ReadonlySet<string>;
  readonly unseen: ReadonlySet<string>;
}

/** Text that a browser would set as one block, with the origin of its characters. */
export interface HtmlBlock {
  /** The innermost element that begins a block around it. */
  readonly element: HtmlElement;
  readonly text: string;
  /** Offsets in `text`, and in the source. */
  readonly runs: readonly Run[];
  readonly from: number;
  readonly to: number;
  /** Characters within links. */
  readonly linkLength: number;
  /** Characters within `b`, `strong`, `em` and `i`. */
  readonly strongLength: number;
  /** Addresses of its links, as written. */
  readonly links: readonly string[];
  /** Characters of text of which the page says that it is not shown. */
  readonly hidden: boolean;
}

/** A page's text, and the inline elements that were taken out of their sentences. */
export interface VisibleText {
  readonly blocks: readonly HtmlBlock[];
  readonly asides: readonly HtmlElement[];
}

/**
 * The page's text, block by block, in page order. Two line breaks in a row end a block as well.
 *
 * `isAside` names inline elements whose text is not part of the sentence around them, such as a box that opens over a link.
 */
export function visibleBlocks(root: HtmlElement, rules: TagRules, isAside: (element: HtmlElement) => boolean = () => false): VisibleText {
  const blocks: HtmlBlock[] = [];
  const asides: HtmlElement[] = [];
  let writer: TextWriter | undefined;
  let owner = root;
  let linked = 0;
  let strong = 0;
  let breaks = 0;
  let hiddenBlock = false;
  let links: string[] = [];

  const flush = (): void => {
    const { text, runs } = trimmed(writer?.finish() ?? { text: "", runs: [] });
    const [first, last] = [runs[0], runs.at(-1)];
    if (first !== undefined && last !== undefined && text !== "")
      blocks.push({
        element: owner,
        text,
        runs,
        from: first.from,
        to: last.to,
        linkLength: linked,
        strongLength: strong,
        links,
        hidden: hiddenBlock,
      });
    writer = undefined;
    links = [];
    linked = strong = breaks = 0;
  };
  const walk = (node: HtmlNode, inside: Inside): void => {
    if (node.type === "text") {
      for (const piece of node.pieces) {
        const shown = piece.value.trim().length;
        if (shown > 0) breaks = 0;
        for (const part of inside.preformatted ? paragraphsOf(piece) : [piece]) {
          if (part !== piece && part.from > piece.from) flush();
          writer ??= textWriter();
          owner = inside.block;
          hiddenBlock = inside.hidden;
          writer.piece(part);
        }
        if (inside.link) linked += shown;
        if (inside.strong) strong += shown;
      }
      return;
    }
    if (rules.unseen.has(node.tag)) return;
    if (node.tag === "br") {
      breaks++;
      if (breaks >= 2) flush();
      else if (writer !== undefined) writer.lineBreak(node.from, Math.max(node.to, node.from + 1));
      return;
    }
    const isCell = inside.row && (node.tag === "td" || node.tag === "th");
    const isBlock = rules.block.has(node.tag) && !isCell;
    if (isBlock) flush();
    else if (isCell) {
      if (writer !== undefined) writer.space(node.from, node.from + TAG_START);
    } else if (writer !== undefined && isAside(node)) {
      asides.push(node);
      return;
    }
    if (node.tag === "a") links.push(attribute(node, "href"));
    const next: Inside = {
      block: isBlock ? node : inside.block,
      link: inside.link || node.tag === "a",
      strong: inside.strong || STRONG.has(node.tag),
      hidden: inside.hidden || isHidden(node),
      preformatted: inside.preformatted || node.tag === "pre",
      row: isCell ? false : node.tag === "tr" ? isDataRow(node, rules) : isBlock ? false : inside.row,
    };
    for (const child of node.children) walk(child, next);
    if (isBlock) flush();
  };
  walk(root, { block: root, link: false, strong: false, hidden: false, preformatted: false, row: false });
  flush();
  return { blocks, asides };
}

/** Without white space at its ends, no-break spaces included. */
function trimmed(written: { readonly text: string; readonly runs: readonly Run[] }): {
  readonly text: string;
  readonly runs: readonly Run[];
} {
  const start = written.text.length - written.text.trimStart().length;
  const end = written.text.trimEnd().length;
  if (start === 0 && end === written.text.length) return written;
  const runs = written.runs.flatMap((run) => {
    const [from, to] = [Math.max(run.start, start), Math.min(run.end, end)];
    if (from >= to) return [];
    const isCopy = run.end - run.start === run.to - run.from;
    return [
      {
        start: from - start,
        end: to - start,
        from: isCopy ? run.from + from - run.start : run.from,
        to: isCopy ? run.from + to - run.start : run.to,
      },
    ];
  });
  return { text: written.text.slice(start, Math.max(start, end)), runs };
}

interface Inside {
  readonly block: HtmlElement;
  readonly link: boolean;
  readonly strong: boolean;
  readonly hidden: boolean;
  /** In a `pre`, where an empty line ends a block. */
  readonly preformatted: boolean;
  /** Directly in a row of short cells, which is set as one line. */
  readonly row: boolean;
}

/** The parts of a piece of preformatted text between empty lines. */
function paragraphsOf(piece: TextPiece): readonly TextPiece[] {
  if (piece.value.length !== piece.to - piece.from) return [piece];
  let at = piece.from;
  return piece.value.split(/(\n[ \t\r]*\n)/u).flatMap((value, i) => {
    const part = { value, from: at, to: at + value.length };
    at += value.length;
    return i % 2 === 0 && value !== "" ? [part] : [];
  });
}

/** Whether a table's row holds data rather than the page's layout: several short cells without blocks of their own. */
function isDataRow(row: HtmlElement, rules: TagRules): boolean {
  const cells = row.children.filter((child) => child.type === "element");
  return (
    cells.length >= 2 &&
    cells.every((cell) => {
      const inner = [...elements(cell)].slice(1, MOST_IN_CELL + 1);
      return inner.length < MOST_IN_CELL && !inner.some((element) => rules.block.has(element.tag)) && textOf(cell).length <= LONGEST_CELL;
    })
  );
}

/** UTF-16 units of `<td`, which stands for the edge of a cell. */
const TAG_START = 3;
const MOST_IN_CELL = 20;
/** UTF-16 units up to which a cell holds a datum. */
const LONGEST_CELL = 90;

const STRONG = new Set(["b", "strong", "em", "i"]);

const isHidden = (element: HtmlElement): boolean =>
  element.attributes.has("hidden") || /(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu.test(attribute(element, "style"));
