import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsed } from "../../test/support/treed.ts";
import { diskResources } from "../desk/disk-resources.ts";
import type { Entity } from "../record/entity.ts";
import type { Statement } from "../record/statement.ts";
import { slice } from "../text/span.ts";
import { createEntities } from "./entities.ts";

const step = await createEntities(diskResources());

async function read(lines: readonly string[], sources: readonly string[] = [], authors: readonly string[] = []) {
  const article = parsed(lines, sources, authors);
  const [found] = await step.run([article]);
  return { article, entities: found?.entities ?? [], statements: found?.statements ?? [] };
}

/** `resolved person Ana Lind: She < Lind < Ana Lind` */
function told({ speakers = [], speakerType, resolution, candidates = [] }: Statement, text: string): string {
  const names = speakers.map(({ name, evidence }) => `${name}: ${evidence.map((span) => slice(text, span)).join(" < ")}`);
  const others = candidates.map(({ name }) => `${name}?`);
  return [resolution, speakerType, [...names, ...others].join(" + ")].filter(Boolean).join(" ");
}

const LIND_LEFT = "Ana/PROPN/3/nsubj Lind/PROPN/1/flat left/VERB/0/root ./PUNCT/3/punct";
const SAID = "said/VERB/0/root so/ADV/2/advmod ./PUNCT/2/punct";

describe("the speaker of", () => {
  test.each([
    ["a surname is whoever has it", [LIND_LEFT, `Lind/PROPN/2/nsubj ${SAID}`], ["Lind#2"], ["resolved person Ana Lind: Lind < Ana Lind"]],
    [
      "a surname with a title, too",
      [LIND_LEFT, "Mrs./PROPN/2/nmod:desc Lind/PROPN/3/nsubj said/VERB/0/root so/ADV/3/advmod"],
      ["Mrs. Lind"],
      ["resolved person Ana Lind: Lind < Ana Lind"],
    ],
    ["a pronoun is the one before", [LIND_LEFT, `She/PRON/2/nsubj ${SAID}`], ["She"], ["resolved person Ana Lind: She < Ana Lind"]],
    [
      "a pronoun agrees with the title",
      ["Mr./PROPN/2/nmod:desc Reyk/PROPN/3/nsubj left/VERB/0/root Mrs./PROPN/5/nmod:desc Lind/PROPN/3/obj", `She/PRON/2/nsubj ${SAID}`],
      ["She"],
      ["resolved person Lind: She < Lind"],
    ],
    [
      "an office is its holder",
      ["Mayor/PROPN/2/nmod:desc Ana/PROPN/4/nsubj Lind/PROPN/2/flat left/VERB/0/root", `The/DET/2/det mayor/NOUN/3/nsubj ${said(3)}`],
      ["The mayor"],
      ["resolved person Ana Lind: The mayor < Ana Lind"],
    ],
    [
      "an abbreviated office is its holder",
      ["Sen./PROPN/2/nmod:desc Ana/PROPN/4/nsubj Lind/PROPN/2/flat left/VERB/0/root", `The/DET/2/det senator/NOUN/3/nsubj ${said(3)}`],
      ["The senator"],
      ["resolved person Ana Lind: The senator < Ana Lind"],
    ],
    [
      "a list of names is all of them, whatever the tree says",
      [
        "Ana/PROPN/8/nsubj Lind/PROPN/1/flat ,/PUNCT/1/punct Vik/PROPN/1/appos and/CCONJ/7/cc Mr./PROPN/7/nmod:desc Pell/PROPN/4/list said/VERB/0/root so/ADV/8/advmod",
      ],
      ["Ana Lind , Vik and Mr. Pell"],
      ["resolved person Ana Lind: Ana Lind + Vik: Vik + Pell: Pell"],
    ],
    [
      "a name with what describes it is no list",
      [
        "Ana/PROPN/8/nsubj Lind/PROPN/1/flat ,/PUNCT/1/punct mayor/NOUN/1/appos and/CCONJ/6/cc pilot/NOUN/4/conj ,/PUNCT/1/punct said/VERB/0/root so/ADV/8/advmod",
      ],
      ["Ana Lind , mayor and pilot"],
      ["resolved person Ana Lind: Ana Lind"],
    ],
    [
      "a surname with its particle is of whom it names in full",
      ["Tariq/PROPN/3/nsubj el-Sayed/PROPN/1/flat left/VERB/0/root ./PUNCT/3/punct", `el-Sayed/PROPN/2/nsubj ${SAID}`],
      ["el-Sayed#2"],
      ["resolved person Tariq el-Sayed: el-Sayed < Tariq el-Sayed"],
    ],
    [
      "an apposition is the name",
      [
        "Ana/PROPN/7/nsubj Lind/PROPN/1/flat ,/PUNCT/5/punct the/DET/5/det pilot/NOUN/1/appos ,/PUNCT/5/punct said/VERB/0/root so/ADV/7/advmod",
      ],
      ["Ana Lind, the pilot,"],
      ["resolved person Ana Lind: Ana Lind"],
    ],
    [
      "a relative pronoun is the noun before",
      ["Ana/PROPN/6/nsubj Lind/PROPN/1/flat who/PRON/4/nsubj said/VERB/1/acl:relcl so/ADV/4/advmod left/VERB/0/root"],
      ["who"],
      ["resolved person Ana Lind: who < Ana Lind"],
    ],
    [
      "an acronym is the body",
      [
        "The/DET/5/det Nordholm/PROPN/3/compound Harbour/PROPN/4/compound Authority/PROPN/5/nsubj fell/VERB/0/root",
        `The/DET/2/det NHA/PROPN/3/nsubj ${said(3)}`,
      ],
      ["The NHA"],
      ["resolved organisation Nordholm Harbour Authority: NHA < Nordholm Harbour Authority"],
    ],
    [
      "two joined names is both",
      ["Ana/PROPN/6/nsubj Lind/PROPN/1/flat and/CCONJ/4/cc Tomas/PROPN/1/conj Reyk/PROPN/4/flat said/VERB/0/root so/ADV/6/advmod"],
      ["Ana Lind and Tomas Reyk"],
      ["resolved person Ana Lind: Ana Lind + Tomas Reyk: Tomas Reyk"],
    ],
    [
      "a party is the party",
      [`Many/ADJ/2/amod Democrats/PROPN/3/nsubj ${said(3)}`],
      ["Many Democrats"],
      ["resolved group Democrats: Democrats"],
    ],
    [
      "a nickname stands inside the name",
      [
        'Robert/PROPN/5/nsubj "/PUNCT/3/punct Bobby/PROPN/1/flat "/PUNCT/3/punct Reyk/PROPN/1/flat left/VERB/0/root',
        `Reyk/PROPN/2/nsubj ${SAID}`,
      ],
      ["Reyk#2"],
      ['resolved person Robert " Bobby " Reyk: Reyk < Robert " Bobby " Reyk'],
    ],
    [
      "an office of something is no part of the name",
      [
        "Secretary/PROPN/7/nsubj of/ADP/3/case State/PROPN/1/nmod Ana/PROPN/1/flat Lind/PROPN/4/flat ,/PUNCT/7/punct left/VERB/0/root",
        `Lind/PROPN/2/nsubj ${SAID}`,
      ],
      ["Lind#2"],
      ["resolved person Ana Lind: Lind < Ana Lind"],
    ],
    [
      "a surname alone is not the relative who is named behind it",
      [
        "Mr./PROPN/2/nmod:desc Lind/PROPN/7/nsubj and/CCONJ/5/cc his/PRON/5/nmod:poss wife/NOUN/2/conj Eva/PROPN/5/appos Lind/PROPN/6/flat left/VERB/0/root",
        `Mr./PROPN/2/nmod:desc Lind/PROPN/3/nsubj ${said(3)}`,
      ],
      ["Mr. Lind#2"],
      ["resolved person Lind: Lind < Lind"],
    ],
    [
      "somebody's lawyer is the one whom the text names as such",
      [
        "Tomas/PROPN/4/nmod:poss Reyk/PROPN/1/flat ’s/PART/1/case lawyer/NOUN/8/nsubj ,/PUNCT/6/punct Ana/PROPN/4/appos Lind/PROPN/6/flat left/VERB/0/root",
        `Reyk/PROPN/3/nmod:poss ’s/PART/1/case lawyer/NOUN/4/nsubj ${said(4)}`,
      ],
      ["Reyk’s lawyer#2"],
      ["resolved person Ana Lind: Reyk’s lawyer < Ana Lind"],
    ],
    [
      "they are the two who were joined",
      [
        "Ana/PROPN/6/nsubj Lind/PROPN/1/flat and/CCONJ/4/cc Tomas/PROPN/1/conj Reyk/PROPN/4/flat left/VERB/0/root",
        `They/PRON/2/nsubj ${SAID}`,
      ],
      ["They"],
      ["resolved person Ana Lind: They < Ana Lind and Tomas Reyk < Ana Lind + Tomas Reyk: They < Ana Lind and Tomas Reyk < Tomas Reyk"],
    ],
    ["a report is the report", [`A/DET/2/det report/NOUN/3/nsubj ${said(3)}`], ["A report"], ["resolved document A report: A report"]],
  ])("%s", async (_, lines, sources, expected) => {
    const { article, statements } = await read(lines, sources);
    expect(statements.map((statement) => told(statement, article.text))).toEqual(expected);
  });
});

describe("nobody is named for", () => {
  test.each([
    [
      "a source without a name",
      [LIND_LEFT, `A/DET/3/det senior/ADJ/3/amod official/NOUN/4/nsubj ${said(4)}`],
      ["A senior official"],
      "unnamed unnamed-person",
    ],
    ["people without a name", [`Two/NUM/2/nummod officials/NOUN/3/nsubj ${said(3)}`], ["Two officials"], "unnamed unnamed-group"],
    [
      "somebody's wife",
      [`Tomas/PROPN/4/nmod:poss Reyk/PROPN/1/flat ’s/PART/1/case wife/NOUN/5/nsubj ${said(5)}`],
      ["Tomas Reyk’s wife"],
      "unnamed unnamed-person",
    ],
    [
      "somebody's spokesman",
      [`A/DET/2/det spokesman/NOUN/6/nsubj for/ADP/4/case Ana/PROPN/2/nmod Lind/PROPN/4/flat ${said(6)}`],
      ["A spokesman for Ana Lind"],
      "unnamed unnamed-person",
    ],
    ["no source", [LIND_LEFT], [""], "none none"],
    ["a writer without a byline", [`I/PRON/2/nsubj ${SAID}`], ["I"], "unresolved author"],
    [
      "a surname that two have",
      [LIND_LEFT, "Eva/PROPN/3/nsubj Lind/PROPN/1/flat stayed/VERB/0/root", `Lind/PROPN/2/nsubj ${SAID}`],
      ["Lind#3"],
      "ambiguous person Ana Lind? + Eva Lind?",
    ],
    [
      "a pronoun that nothing before it fits",
      ["Ana/PROPN/6/nsubj Lind/PROPN/1/flat and/CCONJ/4/cc Eva/PROPN/1/conj Holm/PROPN/4/flat left/VERB/0/root", `It/PRON/2/nsubj ${SAID}`],
      ["It"],
      "unresolved organisation",
    ],
  ])("%s", async (_, lines, sources, expected) => {
    const { article, statements } = await read(lines, sources);
    expect(statements.map((statement) => told(statement, article.text))).toEqual([expected]);
  });
});

test("a writer with a byline is named, without evidence in the text", async () => {
  const { statements } = await read([`I/PRON/2/nsubj ${SAID}`], ["I"], ["Maren Oldcastle"]);
  expect(statements[0]).toMatchObject({ resolution: "resolved", speakers: [{ entity: null, name: "Maren Oldcastle", evidence: [] }] });
});

test("who is introduced at the end of an opinion piece says I", async () => {
  const { article, statements } = await read(
    [`I/PRON/2/nsubj ${SAID}`, "Ana/PROPN/5/nsubj Lind/PROPN/1/flat is/AUX/5/cop a/DET/5/det pilot/NOUN/0/root"],
    ["I"],
  );
  expect(statements.map((statement) => told(statement, article.text))).toEqual(["resolved author Ana Lind: Ana Lind"]);
});

test("what the text comes back to is one entity, what it names once is none", async () => {
  const given = parsed([
    "A/DET/2/det crack/NOUN/3/nsubj grew/VERB/0/root",
    "The/DET/2/det crack/NOUN/3/nsubj spoilt/VERB/0/root shafts/NOUN/3/obj",
  ]);
  const spanOf = (words: string, from = 0) => ({
    start: given.text.indexOf(words, from),
    end: given.text.indexOf(words, from) + words.length,
  });
  const mentions = [spanOf("A crack"), spanOf("The crack"), spanOf("shafts")].map(
    (span) => ({ ...span, type: "other", form: "description", score: 1 }) as const,
  );
  const [found] = await step.run([{ ...given, layers: { ...given.layers, mentions } }]);
  expect(found?.entities.map((one) => one.mentions.map((span) => slice(given.text, span)))).toEqual([["A crack", "The crack"]]);
});

describe("names", () => {
  const namesIn = (entities: readonly Entity[]): string[] => entities.map(({ name, aliases }) => [name, ...aliases].join(" = "));
  test.each([
    [
      "with and without a middle initial are one",
      ["Ana/PROPN/0/root P./PROPN/1/flat Lind/PROPN/1/flat", "Ana/PROPN/0/root Lind/PROPN/1/flat"],
      ["Ana P. Lind = Ana Lind"],
    ],
    ["of two first names are two", ["Ana/PROPN/0/root Lind/PROPN/1/flat", "Eva/PROPN/0/root Lind/PROPN/1/flat"], ["Ana Lind", "Eva Lind"]],
    [
      "with particles are whole",
      ["Jan/PROPN/0/root van/PROPN/1/flat Dalen/PROPN/1/flat", "Van/PROPN/0/root Dalen/PROPN/1/flat"],
      ["Jan van Dalen = Van Dalen"],
    ],
    ["have no title", ["Captain/PROPN/2/nmod:desc Ana/PROPN/0/root Lind/PROPN/2/flat"], ["Ana Lind"]],
  ])("%s", async (_, lines, expected) => {
    expect(namesIn((await read(lines)).entities.filter(({ type }) => type === "person"))).toEqual(expected);
  });
});

test.each([
  [
    "a month alone is no name",
    ["It/PRON/2/nsubj sails/VERB/0/root in/ADP/4/case March/PROPN/2/obl", "March/PROPN/2/nsubj came/VERB/0/root"],
    [],
  ],
  ["nor is a holiday", ["It/PRON/2/nsubj sails/VERB/0/root by/ADP/4/case Christmas/PROPN/2/obl"], []],
  [
    "but a surname is",
    ["Ana/PROPN/3/nsubj May/PROPN/1/flat left/VERB/0/root", "May/PROPN/2/nsubj left/VERB/0/root"],
    ["person Ana May: 2"],
  ],
])("%s", async (_, lines, expected) => {
  const named = (await read(lines)).entities.filter(({ mentions }) => mentions.some(({ form }) => form === "name"));
  expect(named.map(({ type, name, mentions }) => `${type} ${name}: ${mentions.length}`)).toEqual(expected);
});

describe("what is the same entity:", () => {
  const POT = "The/DET/2/det pot/NOUN/3/nsubj broke/VERB/0/root ./PUNCT/3/punct";
  test.each([
    [
      "what a person is said to be",
      ["Ana/PROPN/5/nsubj Lind/PROPN/1/flat is/AUX/5/cop a/DET/5/det mayor/NOUN/0/root ./PUNCT/5/punct"],
      ["Ana Lind, a mayor"],
    ],
    [
      "not what it is denied to be",
      ["Ana/PROPN/6/nsubj Lind/PROPN/1/flat is/AUX/6/cop not/PART/6/advmod a/DET/6/det mayor/NOUN/0/root ./PUNCT/6/punct"],
      ["Ana Lind", "a mayor"],
    ],
    ["not many and one", ["Ana/PROPN/4/nsubj Lind/PROPN/1/flat is/AUX/4/cop mayors/NOUN/0/root ./PUNCT/4/punct"], ["Ana Lind", "mayors"]],
    [
      "the apposition of a description",
      ["A/DET/2/det mayor/NOUN/7/nsubj ,/PUNCT/5/punct a/DET/5/det pilot/NOUN/2/appos ,/PUNCT/5/punct left/VERB/0/root ./PUNCT/7/punct"],
      ["A mayor, a pilot"],
    ],
    ["we, in an article's own words", ["We/PRON/2/nsubj left/VERB/0/root", "They/PRON/2/nsubj saw/VERB/0/root us/PRON/2/obj"], ["We, us"]],
    ["you and your", ["You/PRON/2/nsubj left/VERB/0/root your/PRON/4/nmod:poss pot/NOUN/2/obj"], ["You, your"]],
    ["not we and you", ["We/PRON/2/nsubj saw/VERB/0/root you/PRON/2/obj"], []],
    ["nothing where nothing is told again", [POT], []],
  ])("%s", async (_, lines, expected) => {
    const { article, entities } = await read(lines);
    expect(entities.map(({ mentions }) => mentions.map((span) => slice(article.text, span)).join(", "))).toEqual(expected);
  });
});

test("roles are the words before a name and beside it", async () => {
  const { article, entities } = await read([
    "Former/ADJ/2/amod captain/NOUN/3/nmod:desc Ana/PROPN/9/nsubj Lind/PROPN/3/flat ,/PUNCT/7/punct the/DET/7/det mayor/NOUN/3/appos ,/PUNCT/7/punct left/VERB/0/root",
  ]);
  expect(entities.find(({ name }) => name === "Ana Lind")?.roles.map((span) => slice(article.text, span))).toEqual([
    "Former captain",
    "mayor",
  ]);
});

test("whatever the trees are: spans lie in the text, evidence is mentioned, ids are unique, and twice gives the same", async () => {
  const form = fc.constantFrom(
    "Ana",
    "Lind",
    "Mr.",
    "she",
    "they",
    "who",
    "the",
    "mayor",
    "said",
    ",",
    "’s",
    "“",
    "of",
    "poll",
    "Democrats",
    "I",
  );
  const word = fc.record({
    form,
    upos: fc.constantFrom("PROPN", "NOUN", "PRON", "VERB", "DET", "PUNCT", "ADP"),
    head: fc.nat(6),
    relation: fc.constantFrom("nsubj", "flat", "appos", "conj", "compound", "acl:relcl", "nmod:poss", "punct"),
  });
  const line = fc
    .array(word, { minLength: 1, maxLength: 9 })
    .map((words) => words.map((one) => `${one.form}/${one.upos}/${Math.min(one.head, words.length)}/${one.relation}`).join(" "));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), form, async (lines, source) => {
      const { article, entities, statements } = await read(lines, lines.join(" ").includes(source) ? [source] : [""]);
      const ids = entities.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { mentions } of entities)
        for (const { start, end } of mentions) expect(0 <= start && start < end && end <= article.text.length).toBe(true);
      for (const { speakers = [], candidates = [] } of statements) {
        for (const { entity, evidence } of speakers) {
          if (entity === null) continue;
          const isMentioned = (one: { start: number; end: number }, own: Entity | undefined): boolean =>
            own?.mentions.some(({ start, end }) => start === one.start && end === one.end) ?? false;
          const own = entities.find(({ id }) => id === entity);
          expect(evidence.every((one) => entities.some((other) => isMentioned(one, other)))).toBe(true);
          expect(evidence.slice(-1).every((one) => isMentioned(one, own))).toBe(true);
        }
        expect(candidates.every(({ entity }) => ids.includes(entity))).toBe(true);
      }
      expect(await step.run([article])).toEqual([{ entities, statements }]);
    }),
    { numRuns: 60 },
  );
});

function said(verb: number): string {
  return `said/VERB/0/root so/ADV/${verb}/advmod`;
}

test("an office behind a body is no part of the body's name", async () => {
  const article = parsed(["Hallam/PROPN/2/compound Chief/PROPN/3/nsubj left/VERB/0/root ./PUNCT/3/punct"]);
  const mention = { start: 0, end: 6, type: "organisation", form: "name", score: 0.9 } as const;
  const [found] = await step.run([{ ...article, layers: { ...article.layers, mentions: [mention] } }]);
  expect(found?.entities.map(({ name }) => name)).toContain("Hallam");
  expect(found?.entities.map(({ name }) => name)).not.toContain("Hallam Chief");
});
