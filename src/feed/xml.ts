import { decodeHTMLAttribute, decodeHTMLStrict } from "entities";
import { Parser } from "htmlparser2";
import { SaysoError } from "../errors.ts";
import { withoutDoctype } from "./doctype.ts";
import type { Namespaces } from "./namespaces.ts";

export interface XmlAttribute {
  /** As it stands in the source, prefix included. */
  readonly written: string;
  readonly value: string;
}

/** An element of a feed; names are told apart without their case, since outlets mix them up. */
export interface XmlElement {
  /** Name without its prefix, in lower case. */
  readonly local: string;
  /** Short name of its namespace (`atom`, `dc`, …), empty for the format's own, the prefix itself where it is not known. */
  readonly space: string;
  /** By lower-case name, with the namespace's short name before it: `href`, `xml:base`. */
  readonly attributes: ReadonlyMap<string, XmlAttribute>;
  readonly children: (XmlElement | string)[];
  readonly parent: XmlElement | null;
  /** Prefixes declared at this element itself, with their namespaces. */
  readonly declared: ReadonlyMap<string, string>;
  /** Whether the source ends before the element does. */
  isCut: boolean;
}

/** Open elements at which a feed is given up; feeds nest ten deep. */
const DEPTH_REFUSED = 2000;
/** Elements at which a feed is given up; a sitemap of 50,000 addresses, the most that its protocol allows, has 400,000. */
const ELEMENTS_REFUSED = 1_000_000;

/**
 * XML as a tree, with all the tolerance that feeds need: unclosed and crossed tags, bare ampersands, names of HTML's
 * characters, words before the first element. A document type is passed over, so that no entity is ever defined.
 *
 * @throws SaysoError E_TOO_DEEP when too many elements are open at once, E_TOO_LARGE when there are too many.
 */
export function parseXml(source: string, namespaces: Namespaces): XmlElement {
  const root = newElement({ local: "#root", space: "", attributes: new Map(), parent: null, declared: new Map() });
  const open: { readonly element: XmlElement; readonly scope: ReadonlyMap<string, string> }[] = [{ element: root, scope: new Map() }];
  let [inCdata, hasEnded, count] = [false, false, 0];
  const top = () => open.at(-1) ?? { element: root, scope: new Map<string, string>() };
  const parser = new Parser(
    {
      onopentag(tag, raw) {
        if (open.length > DEPTH_REFUSED) throw new SaysoError("E_TOO_DEEP", `more than ${DEPTH_REFUSED} elements lie inside each other`);
        if (++count > ELEMENTS_REFUSED) throw new SaysoError("E_TOO_LARGE", `the feed has more than ${ELEMENTS_REFUSED} elements`);
        const attributes = Object.entries(raw).map(([written, value]) => ({ written, value: decodeHTMLAttribute(value) }));
        const declared = new Map(attributes.flatMap(({ written, value }) => declaration(written, value)));
        const scope = declared.size === 0 ? top().scope : new Map([...top().scope, ...declared]);
        const { local, space } = nameOf(tag, scope, namespaces);
        const parent = holder(top().element);
        const named = attributes.map((one) => [attributeName(one.written, scope, namespaces), one] as const);
        const element = newElement({ local, space, attributes: new Map(named), parent, declared });
        parent.children.push(element);
        open.push({ element, scope });
      },
      onclosetag() {
        const closing = open.length > 1 ? open.pop() : undefined;
        if (closing !== undefined) closing.element.isCut = hasEnded;
      },
      oncdatastart() {
        inCdata = true;
      },
      oncdataend() {
        inCdata = false;
      },
      ontext(text) {
        top().element.children.push(inCdata ? text : decodeHTMLStrict(text));
      },
    },
    { xmlMode: true, decodeEntities: false, lowerCaseTags: true, lowerCaseAttributeNames: false },
  );
  parser.write(withoutDoctype(source));
  hasEnded = true;
  parser.end();
  return root;
}

const newElement = (parts: Omit<XmlElement, "children" | "isCut">): XmlElement => ({ ...parts, children: [], isCut: false });

/** What an element is hung on: a `link` with an address that was never closed holds nothing. */
function holder(element: XmlElement): XmlElement {
  let at = element;
  while (at.parent !== null && (at.attributes.has("href") || at.attributes.has("url")) && VOID.has(at.local)) at = at.parent;
  return at;
}

const VOID = new Set(["link", "enclosure"]);

function declaration(written: string, value: string): readonly (readonly [string, string])[] {
  const name = written.toLowerCase();
  if (name === "xmlns") return [["", value]];
  return name.startsWith("xmlns:") ? [[name.slice("xmlns:".length), value]] : [];
}

function nameOf(tag: string, scope: ReadonlyMap<string, string>, namespaces: Namespaces): Pick<XmlElement, "local" | "space"> {
  const colon = tag.indexOf(":");
  const [prefix, local] = colon < 0 ? ["", tag] : [tag.slice(0, colon), tag.slice(colon + 1)];
  return { local: local.toLowerCase(), space: spaceOf(prefix.toLowerCase(), scope, namespaces) };
}

function attributeName(written: string, scope: ReadonlyMap<string, string>, namespaces: Namespaces): string {
  const name = written.toLowerCase();
  const colon = name.indexOf(":");
  if (colon < 0 || name.startsWith("xmlns:") || name.startsWith("xml:")) return name;
  const space = spaceOf(name.slice(0, colon), scope, namespaces);
  return space === "" ? name.slice(colon + 1) : `${space}:${name.slice(colon + 1)}`;
}

const spaceOf = (prefix: string, scope: ReadonlyMap<string, string>, namespaces: Namespaces): string =>
  namespaces.get(namespaceKey(scope.get(prefix) ?? "")) ?? prefix;

/** A namespace as the table writes it. */
const namespaceKey = (namespace: string): string =>
  namespace
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/[/#]+$/, "");
