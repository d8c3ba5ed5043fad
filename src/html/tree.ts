/** A piece of text as it stands in the source: verbatim, or one character reference. UTF-16 units of the source. */
export interface TextPiece {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

export interface HtmlText {
  readonly type: "text";
  readonly pieces: TextPiece[];
  readonly parent: HtmlElement;
}

export interface HtmlElement {
  readonly type: "element";
  /** In lower case. */
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: HtmlNode[];
  readonly parent: HtmlElement | null;
  /** Order of opening in the page; the root is 0. */
  readonly index: number;
  /** UTF-16 units of the source; `end` is set when the element closes. */
  readonly from: number;
  to: number;
}

export type HtmlNode = HtmlText | HtmlElement;

/** An attribute's value, or the empty string. */
export const attribute = (element: HtmlElement, name: string): string => element.attributes.get(name) ?? "";

/** `class` and `id` of an element, in lower case, with a space between. */
export const classAndId = (element: HtmlElement): string =>
  `${attribute(element, "class")} ${attribute(element, "id")}`.trim().toLowerCase();

/** The text of a text node, references resolved. */
export const nodeText = (text: HtmlText): string => text.pieces.map((piece) => piece.value).join("");

/** Every element below `root`, itself first, in page order. */
export function* elements(root: HtmlElement): Generator<HtmlElement> {
  yield root;
  for (const child of root.children) if (child.type === "element") yield* elements(child);
}

/** Every text node below `root`, in page order. */
export function* texts(root: HtmlElement): Generator<HtmlText> {
  for (const child of root.children) {
    if (child.type === "text") yield child;
    else yield* texts(child);
  }
}

/** All text below an element, white space collapsed and trimmed. */
export function textOf(root: HtmlElement): string {
  let all = "";
  for (const text of texts(root)) all += nodeText(text);
  return all.replace(/\s+/gu, " ").trim();
}

/** The element and what holds it, innermost first. */
export function* ancestors(element: HtmlElement): Generator<HtmlElement> {
  for (let at: HtmlElement | null = element; at !== null; at = at.parent) yield at;
}
