import { attributeOf } from "./elements.ts";
import type { XmlElement } from "./xml.ts";

/** The address that relative ones at an element are meant from: `xml:base` of it and of all around it, and `base` outside. */
export function baseAt(element: XmlElement, base: string | null): string | null {
  const written: string[] = [];
  for (let at: XmlElement | null = element; at !== null; at = at.parent) {
    const own = attributeOf(at, "xml:base");
    if (own !== "") written.unshift(own);
  }
  return written.reduce<string | null>((around, own) => (around === null ? URL.parse(own) : URL.parse(own, around))?.href ?? around, base);
}
