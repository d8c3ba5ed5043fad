import type { XmlElement } from "./xml.ts";

/** An attribute's value without white space at its ends, or the empty string. */
export const attributeOf = (element: XmlElement, name: string): string => element.attributes.get(name)?.value.trim() ?? "";

/** The elements directly below, in order. */
export const elementsOf = (element: XmlElement): readonly XmlElement[] => element.children.filter((child) => typeof child !== "string");

/** The elements of a name directly below: `dc:date`, or `date` for the feed's own namespace, whatever that is. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  const [space, local] = name.includes(":") ? name.split(":") : [undefined, name];
  return elementsOf(element).filter((child) => child.local === local && (space === undefined ? isOwn(child) : child.space === space));
}

/** Whether an element belongs to the format itself rather than to an extension. */
const isOwn = (element: XmlElement): boolean => element.space === "" || element.space === rootOf(element).space;

function rootOf(element: XmlElement): XmlElement {
  let at = element;
  while (at.parent !== null && at.parent.local !== "#root") at = at.parent;
  return at;
}

/** Every element below `root`, itself not included, in order, not deeper than `levels`. */
export function* descendants(root: XmlElement, levels = Number.POSITIVE_INFINITY): Generator<XmlElement> {
  const waiting = elementsOf(root)
    .map((element) => ({ element, level: 1 }))
    .toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next.element;
    const level = next.level + 1;
    if (level <= levels) for (const child of elementsOf(next.element).toReversed()) waiting.push({ element: child, level });
  }
}

/** All text below an element, as it stands; `between` is put where an element begins or ends. */
export function textBelow(element: XmlElement, between = ""): string {
  const parts: string[] = [];
  const waiting: (XmlElement | string)[] = element.children.toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === "string") parts.push(next);
    else if (next.local !== "script" && next.local !== "style") waiting.push(between, ...next.children.toReversed(), between);
  }
  return parts.join("");
}

/** The text of the first element of one of these names that has any. */
export function firstText(element: XmlElement, ...names: readonly string[]): string | null {
  for (const name of names)
    for (const child of childrenOf(element, name)) {
      const text = textBelow(child).trim();
      if (text !== "") return text;
    }
  return null;
}
