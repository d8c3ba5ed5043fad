import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom/worker";
import { elements, type HtmlElement, type HtmlText, nodeText, textOf, texts } from "../html/tree.ts";
import type { PlacedBlock } from "./regions.ts";

/** What we use of a document's nodes: types of the DOM are not those of a program outside the browser. */
interface DomNode {
  readonly nodeType: number;
  textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
  append(node: DomNode): void;
  getAttribute?(name: string): string | null;
  setAttribute(name: string, value: string): void;
}
interface DomDocument {
  readonly head: DomNode;
  readonly body: DomNode;
  createElement(tag: string): DomNode;
  createTextNode(value: string): DomNode;
}

/** Where our element's index is kept while Readability moves and renames elements. */
const INDEX_ATTRIBUTE = "data-sayso";
/** Elements above which Readability is not asked: its work grows faster than the page. Largest page of the corpora: 9,000. */
const MOST_ELEMENTS = 20_000;

/**
 * The text nodes that Mozilla's Readability takes for the article; an empty set when it finds none.
 *
 * Readability gets a document built from our tree, so that what it keeps can be found again in the page.
 */
export function readabilityTexts(root: HtmlElement, unseen: ReadonlySet<string>): ReadonlySet<HtmlText> {
  const all = [...elements(root)];
  if (all.length > MOST_ELEMENTS) return new Set();
  const document = parseHTML("<!doctype html><html><head></head><body></body></html>").document as unknown as DomDocument;
  const title = document.createElement("title");
  const titleElement = all.find((element) => element.tag === "title");
  title.textContent = titleElement === undefined ? "" : textOf(titleElement);
  document.head.append(title);
  copyChildren(all.find((element) => element.tag === "body") ?? root, document.body, document, unseen);
  try {
    const result = new Readability<DomNode>(document, {
      keepClasses: true,
      disableJSONLD: true,
      serializer: (node) => node,
    }).parse();
    return result === null || result.content == null ? new Set() : foundAgain(result.content, root);
  } catch {
    // Readability throws on a few documents (no body, odd attributes); it is only one of several candidates.
    return new Set();
  }
}

function copyChildren(from: HtmlElement, to: DomNode, document: DomDocument, unseen: ReadonlySet<string>): void {
  for (const child of from.children) {
    if (child.type === "text") to.append(document.createTextNode(nodeText(child)));
    else if (!unseen.has(child.tag) || child.tag === "iframe") {
      const copy = document.createElement(SAFE_NAME.test(child.tag) ? child.tag : "span");
      for (const [name, value] of child.attributes.entries().take(MOST_ATTRIBUTES))
        if (SAFE_NAME.test(name)) copy.setAttribute(name, value);
      copy.setAttribute(INDEX_ATTRIBUTE, String(child.index));
      to.append(copy);
      copyChildren(child, copy, document, unseen);
    }
  }
}

/** Attributes copied of one element; Readability asks for class, id, role and a few more. */
const MOST_ATTRIBUTES = 40;
const SAFE_NAME = /^[a-z][a-z0-9-]*$/u;

/** Text nodes of one value that are compared: a page may print "Share" a thousand times. */
const MOST_COMPARED = 200;

/** Text nodes of the page with the same text as those kept, in the same order, below the same marked element. */
function foundAgain(kept: DomNode, root: HtmlElement): ReadonlySet<HtmlText> {
  const order = [...texts(root)];
  const place = new Map(order.map((text, i) => [text, i]));
  const byValue = Map.groupBy(order, nodeText);
  const byIndex = new Map([...elements(root)].map((element) => [String(element.index), element]));
  const found = new Set<HtmlText>();
  const unused = new Map<string, number>();
  let last = -1;
  /** The first text of a value behind the last one found, or else the first at all. */
  const nextOf = (group: readonly HtmlText[], value: string, marked: HtmlElement): HtmlText | undefined => {
    let first = unused.get(value) ?? 0;
    while (first < group.length && found.has(group[first] as HtmlText)) first++;
    unused.set(value, first);
    const same = group.slice(first, first + MOST_COMPARED).filter((text) => !found.has(text) && isBelow(text, marked));
    return same.find((text) => (place.get(text) ?? 0) > last) ?? same[0];
  };
  const walk = (node: DomNode, marked: HtmlElement): void => {
    if (node.nodeType === 3) {
      const value = node.textContent ?? "";
      if (value.trim() === "") return;
      const next = nextOf(byValue.get(value) ?? [], value, marked);
      if (next === undefined) return;
      found.add(next);
      last = place.get(next) ?? last;
      return;
    }
    const here = byIndex.get(node.getAttribute?.(INDEX_ATTRIBUTE) ?? "") ?? marked;
    for (const child of node.childNodes) walk(child, here);
  };
  walk(kept, root);
  return found;
}

/** The blocks of which most characters lie in the given text nodes. */
export function blocksOf(kept: ReadonlySet<HtmlText>, placed: readonly PlacedBlock[]): ReadonlySet<number> {
  const spans = [...kept].flatMap((text) => text.pieces).sort((a, b) => a.from - b.from);
  const found = new Set<number>();
  let first = 0;
  for (const { block, index } of [...placed].sort((a, b) => a.block.from - b.block.from)) {
    while ((spans[first]?.to ?? Number.POSITIVE_INFINITY) <= block.from) first++;
    let shared = 0;
    let all = 0;
    for (const run of block.runs) {
      all += run.to - run.from;
      for (let i = first; (spans[i]?.from ?? Number.POSITIVE_INFINITY) < run.to; i++)
        shared += Math.max(0, Math.min(run.to, spans[i]?.to ?? 0) - Math.max(run.from, spans[i]?.from ?? 0));
    }
    if (shared > all / 2) found.add(index);
  }
  return found;
}

function isBelow(text: HtmlText, element: HtmlElement): boolean {
  for (let at: HtmlElement | null = text.parent; at !== null; at = at.parent) if (at === element) return true;
  return false;
}
