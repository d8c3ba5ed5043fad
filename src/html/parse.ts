import { decodeHTML } from "entities";
import { Parser } from "htmlparser2";
import { SaysoError } from "../errors.ts";
import type { HtmlElement, HtmlText, TextPiece } from "./tree.ts";

/** Depth from which an element that only wraps is passed over; no news page of the corpora passes 60. */
const DEPTH_OF_WRAPPERS = 160;
/** Depth from which every element is passed over, so that nothing that walks the tree runs out of stack. */
const DEPTH_OF_ALL = 240;
/** Open elements at which a page is given up: the parser's own work grows with the square of them. */
const DEPTH_REFUSED = 20_000;
const WRAPPERS = new Set(["div", "span", "section", "center", "font", "b", "i", "em", "strong", "a", "blockquote"]);

/**
 * HTML as a plain tree, with the source position of every character.
 *
 * Never throws on broken markup. Elements too deep are passed over: what they hold hangs on the element around them.
 *
 * @throws SaysoError E_TOO_DEEP when more than 20,000 elements are open at once.
 */
export function parseHtml(source: string): HtmlElement {
  const root = newElement("#root", new Map(), null, 0, 0);
  /** The element that holds what is read, for each element open in the source; those passed over repeat the one around. */
  const open: HtmlElement[] = [root];
  const depths = new Map([[root, 0]]);
  let count = 1;
  const top = (): HtmlElement => open.at(-1) ?? root;
  const parser: Parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (open.length > DEPTH_REFUSED) throw new SaysoError("E_TOO_DEEP", `more than ${DEPTH_REFUSED} elements lie inside each other`);
        const parent = top();
        const depth = (depths.get(parent) ?? 0) + 1;
        if (depth > DEPTH_OF_ALL || (depth > DEPTH_OF_WRAPPERS && WRAPPERS.has(tag))) {
          open.push(parent);
          return;
        }
        const element = newElement(tag, new Map(Object.entries(attributes)), parent, count++, parser.startIndex);
        parent.children.push(element);
        depths.set(element, depth);
        open.push(element);
      },
      onclosetag() {
        if (open.length === 1) return;
        const closing = open.pop();
        if (closing === undefined || closing === top()) return;
        closing.to = Math.max(parser.endIndex + 1, closing.from);
        depths.delete(closing);
      },
      ontext(value) {
        const piece = placedPiece(source, value, parser.startIndex, parser.endIndex + 1);
        if (piece !== undefined) appendText(top(), piece);
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(source);
  parser.end();
  root.to = source.length;
  return root;
}

function newElement(
  tag: string,
  attributes: ReadonlyMap<string, string>,
  parent: HtmlElement | null,
  index: number,
  from: number,
): HtmlElement {
  return { type: "element", tag, attributes, children: [], parent, index, from, to: from };
}

/** UTF-16 units by which the parser may be wrong about where a text stands, after a tag that the source's end cuts off. */
const MISPLACED = 8;

/** The text with its true place in the source; `undefined` when it does not stand there. */
function placedPiece(source: string, value: string, from: number, to: number): TextPiece | undefined {
  const there = source.slice(from, to);
  if (there === value || (there.startsWith("&") && decodeHTML(there) === value)) return { value, from, to };
  const at = source.indexOf(value, Math.max(0, from - MISPLACED));
  return at < 0 || at > from + MISPLACED ? undefined : { value, from: at, to: at + value.length };
}

function appendText(parent: HtmlElement, piece: TextPiece): void {
  const last = parent.children.at(-1);
  if (last?.type === "text") last.pieces.push(piece);
  else {
    const text: HtmlText = { type: "text", pieces: [piece], parent };
    parent.children.push(text);
  }
}
