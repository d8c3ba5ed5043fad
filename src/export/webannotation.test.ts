import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ferry } from "../../test/support/ferry.ts";
import { recordFrom } from "../../test/support/marked-record.ts";
import { toldOnRadio } from "../../test/support/told-on-radio.ts";
import { failure } from "../errors.ts";
import { annotationPage, webAnnotationWriter } from "./webannotation.ts";

interface Resource {
  readonly type: string;
  readonly source: string;
  readonly selector: readonly {
    readonly type: string;
    readonly exact?: string;
    readonly prefix?: string;
    readonly suffix?: string;
    readonly start?: number;
    readonly end?: number;
  }[];
  readonly state?: { readonly type: string; readonly sourceDate: string };
  readonly value?: string;
  readonly purpose?: string;
}
interface Annotation {
  readonly id: string;
  readonly type: string;
  readonly motivation: string;
  readonly body: readonly Resource[];
  readonly target: readonly Resource[];
}
interface Page {
  readonly "@context": readonly unknown[];
  readonly id: string;
  readonly type: string;
  readonly startIndex: number;
  readonly items: readonly Annotation[];
}

const pageOf = (record: Parameters<typeof annotationPage>[0]): Page => JSON.parse(JSON.stringify(annotationPage(record))) as Page;

/** The motivations of the model (section 3.3.5), which purposes share. */
const MOTIVATIONS =
  "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying tagging".split(
    " ",
  );

/** Every rule of the W3C model that a page of ours could break, as sentences; the numbers are the model's sections. */
function offences(page: Page, text: string): string[] {
  const wrong: string[] = [];
  const must = (holds: boolean, rule: string): void => void (holds || wrong.push(rule));
  const isIri = (value: unknown): boolean => typeof value === "string" && URL.canParse(value);
  must(page["@context"].includes("http://www.w3.org/ns/anno.jsonld"), "3.1 the context lists anno.jsonld");
  must(page.type === "AnnotationPage" && isIri(page.id), "5.2 a page has its type and an IRI");
  must(Number.isInteger(page.startIndex) && page.startIndex >= 0, "5.2 startIndex is not negative");
  must(new Set(page.items.map(({ id }) => id)).size === page.items.length, "3.1 each annotation has one IRI of its own");
  const points = Array.from(text);
  for (const annotation of page.items) {
    must(annotation.type === "Annotation" && isIri(annotation.id), "3.1 an annotation has its type and an IRI");
    must(annotation.target.length > 0, "3.1 there is at least one target");
    must(MOTIVATIONS.includes(annotation.motivation), "3.3.5 the motivation is one of the model's");
    for (const resource of [...annotation.body, ...annotation.target]) {
      must(resource.purpose === undefined || MOTIVATIONS.includes(resource.purpose), "3.3.5 the purpose is one of the model's");
      if (resource.type === "TextualBody") {
        must(typeof resource.value === "string", "3.2.4 a textual body has exactly one value");
        continue;
      }
      must(resource.type === "SpecificResource" && isIri(resource.source), "4 a specific resource has exactly one source");
      const [quote, position] = resource.selector;
      must(quote?.type === "TextQuoteSelector" && quote.exact !== undefined, "4.2.4 a quote has its exact text");
      must(position?.type === "TextPositionSelector" && (position.start ?? -1) >= 0, "4.2.5 a position starts at 0 or later");
      const picked = points.slice(position?.start, position?.end).join("");
      must(picked === quote?.exact, "4.2 both selectors pick the same text, counted in code points");
      must(text.includes(`${quote?.prefix}${quote?.exact}${quote?.suffix}`), "4.2.4 prefix and suffix stand around the text");
      const { state } = resource;
      must(
        state === undefined || (state.type === "TimeState" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(state.sourceDate)),
        "4.3.1 sourceDate is UTC with Z",
      );
    }
  }
  return wrong;
}

describe("web annotations", () => {
  test("keep the model's rules", () => {
    expect(offences(pageOf(ferry()), ferry().text)).toEqual([]);
  });
  test("the rules see what breaks them", () => {
    const page = pageOf(ferry());
    const broken = structuredClone(page) as unknown as { items: { target: { source: string; selector: { start: number }[] }[] }[] };
    const target = broken.items[0]?.target[0];
    if (target?.selector[1] !== undefined) target.selector[1].start += 1;
    if (target !== undefined) target.source = "no address";
    expect(offences(broken as unknown as Page, ferry().text)).toEqual([
      "4 a specific resource has exactly one source",
      "4.2 both selectors pick the same text, counted in code points",
    ]);
  });
  test("count code points, not UTF-16 units, and say when the page was fetched", () => {
    const record = recordFrom("👩‍🚀 {1s|Lind} {1q|said} {1c|it broke}.", {}, { fetchedAt: "2025-11-14T08:00:00+02:00" });
    const [target] = pageOf(record).items[0]?.target ?? [];
    expect(target?.selector[1]).toEqual({ type: "TextPositionSelector", start: 14, end: 22 });
    expect(target?.state).toEqual({ type: "TimeState", sourceDate: "2025-11-14T06:00:00Z" });
    expect(target?.source).toMatch(/^ni:\/\/\/sha-256;[A-Za-z0-9_-]{43}$/);
    expect(offences(pageOf(record), record.text)).toEqual([]);
  });
  test("tell source, cue, kind and polarity as bodies, and content as targets", () => {
    const [, , , , fifth, sixth] = pageOf(ferry()).items;
    expect(fifth?.body.map(({ selector, value }) => value ?? selector[0]?.exact)).toEqual(["Lind", "said", "indirect", "asserted"]);
    expect(sixth?.body.map(({ value }) => value).filter(Boolean)).toEqual(["indirect", "denied"]);
    expect(sixth?.target[0]?.selector[0]?.exact).toBe("that the company had known of the damage since the summer");
  });
  test("tell channel, addressee and day as described spans with what they mean", () => {
    const page = pageOf(toldOnRadio());
    expect(JSON.parse(JSON.stringify(page.items[0]?.body.slice(2, 5)))).toMatchObject([
      { "sayso:part": "channel", "sayso:kind": "broadcast", selector: [{ exact: "Radio Nord" }, {}] },
      { "sayso:part": "addressee", selector: [{ exact: "Mara Oduya" }, {}] },
      { "sayso:part": "saidAt", "sayso:date": "2024-03-04", selector: [{ exact: "Monday" }, {}] },
    ]);
    expect(offences(page, toldOnRadio().text)).toEqual([]);
  });
  test("tell each speaker by the fullest name, with the entity where there is one; nobody where nobody is known", () => {
    const record = recordFrom("{1s|She} {1q|said} {1c|it broke}. {2s|They} {2q|said} {2c|it held}.");
    const [first, second] = record.statements ?? [];
    if (first === undefined || second === undefined) throw new Error("two statements were written");
    const speakers = [
      { entity: "e1", name: "Ana Lind", evidence: [] },
      { entity: null, name: "Bo Falk", evidence: [] },
    ];
    const page = pageOf({
      ...record,
      statements: [
        { ...first, speakers },
        { ...second, speakers: [] },
      ],
    });
    const bodies = (at: number) => page.items[at]?.body.filter((body) => JSON.stringify(body).includes('"sayso:part":"speaker"'));
    expect(bodies(0)).toMatchObject([
      { type: "TextualBody", purpose: "identifying", value: "Ana Lind", "sayso:entity": "e1" },
      { type: "TextualBody", purpose: "identifying", value: "Bo Falk" },
    ]);
    expect(JSON.stringify(bodies(0)?.[1])).not.toContain("sayso:entity");
    expect(bodies(1)).toEqual([]);
    expect(offences(page, record.text)).toEqual([]);
  });
  test("a statement without content is told by its cue; an error is a line of its own", () => {
    const [only] = pageOf(recordFrom("{1s|Lind} {1q|declined to comment}.")).items;
    expect(only?.target.map(({ selector }) => selector[0]?.exact)).toEqual(["declined to comment"]);
    const writer = webAnnotationWriter();
    expect(writer.add({ schema: "error/1", id: "x", error: failure("E_EMPTY", "none") })).toContain('"error/1"');
  });
  test("keep the rules for any text", () => {
    const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }).filter((any) => !/[{}\n]/.test(any) && any.isWellFormed());
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        const record = recordFrom(`x${a}{1s|${b}}{1c|${c}}x`);
        expect(offences(pageOf(record), record.text)).toEqual([]);
      }),
    );
  });
});
