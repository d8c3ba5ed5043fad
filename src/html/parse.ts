import { Parser } from "htmlparser2";
import { SaysoError } from "../errors.ts";
import type { HtmlElement, HtmlText } from "./tree.ts";

/** Elements nested deeper than this are hung beside each other instead; no news page of the corpora passes 60. */
const DEPTH_KEPT = 160;
/** Open elements at which a page is given up: the parser's own work grows with the square of them. */
const DEPTH_REFUSED = 20_000;

/**
 * HTML as a plain tree, with the source position of every character.
 *
 * Never throws on broken markup. Too deep elements are flattened, so that nothing that walks the tree runs out of stack.
 *
 * @throws SaysoError E_TOO_DEEP when more than 20,000 elements are open at once.
 */
export function parseHtml(source: string): HtmlElement {
  const root = newElement("#root", new Map(), null, 0, 0);
  const open: HtmlElement[] = [root];
  let count = 1;
  let depth = 0;
  const top = (): HtmlElement => open[Math.min(depth, open.length - 1)] ?? root;
  const parser: Parser = new Parser(
    {
      onopentag(tag, attributes) {
        const parent = top();
        const element = newElement(tag, new Map(Object.entries(attributes)), parent, count++, parser.startIndex);
        parent.children.push(element);
        depth++;
        if (depth > DEPTH_REFUSED) throw new SaysoError("E_TOO_DEEP", `more than ${DEPTH_REFUSED} elements lie inside each other`);
        if (depth < DEPTH_KEPT) open[depth] = element;
      },
      onclosetag() {
        const closing = depth < DEPTH_KEPT ? open[depth] : undefined;
        if (closing !== undefined && depth > 0) {
          closing.to = Math.max(parser.endIndex + 1, closing.from);
          open.length = depth;
        }
        depth = Math.max(0, depth - 1);
      },
      ontext(value) {
        appendText(top(), value, parser.startIndex, parser.endIndex + 1);
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(source);
  parser.end();
  for (const element of open) element.to = Math.max(element.to, source.length);
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

function appendText(parent: HtmlElement, value: string, from: number, to: number): void {
  const last = parent.children.at(-1);
  if (last?.type === "text") last.pieces.push({ value, from, to });
  else {
    const text: HtmlText = { type: "text", pieces: [{ value, from, to }], parent };
    parent.children.push(text);
  }
}
