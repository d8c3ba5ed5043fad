import type { PeerFigures } from "../peers/figures.ts";
import type { CorpusName } from "./folder.ts";
import type { Measured } from "./measured.ts";

/** Everything that the tables tell: our own figures, people's among them, and what the peers got when they were last run. */
export interface Told {
  readonly measured: readonly Measured[];
  readonly readability: Measured | null;
  readonly peers: readonly PeerFigures[];
}

const LEVELS = ["found", "relaxed", "strict", "source", "cue", "content"] as const;
const PARSES = ["tokens", "sentence ends", "upos", "xpos", "lemma", "uas", "las"] as const;

/** All tables, for docs/evaluation.md. */
export const allTables = (told: Told): string =>
  [
    "Statements, F1:",
    statements(told),
    recallLine(told),
    "Who, through what, to whom, when, of the statements of polnear-dev (F1; speakers also precision; silence, type and polarity are shares of what was found):",
    contexts(told),
    "From raw text, F1 over aligned tokens:",
    ...(["ewt-dev", "gum-dev"] as const).map((corpus) => parses(told, corpus)),
    "Names and mentions, F1 of exact spans with their type:",
    spans(told),
    "The running text of pages (means over pages):",
    bodies(told),
  ].join("\n\n");

/** The tables that the README shows. */
export const shortTables = (told: Told): string => [statements(told), summary(told), bodies(told)].join("\n\n");

type Figures = Readonly<Record<string, number>>;

function statements({ measured, peers }: Told): string {
  const [polnear, news, people] = (["polnear-dev", "news-dev", "people"] as const).map((corpus) => figuresOf(measured, corpus));
  const nested = Object.fromEntries(LEVELS.map((level) => [level, news?.[`nested ${level}`] ?? Number.NaN]));
  return table(
    ["", ...LEVELS],
    [
      cells("**Sayso** on polnear-dev", polnear, LEVELS),
      cells("two people, on the articles of PolNeAR that several annotated", people, LEVELS),
      ...peers.filter((peer) => peer.corpora["polnear-dev"]).map((peer) => cells(peer.name, peer.corpora["polnear-dev"], LEVELS)),
      cells("**Sayso** on news-dev", news, LEVELS),
      cells("**Sayso** on news-dev, nested too", nested, LEVELS),
    ],
  );
}

function recallLine({ measured }: Told): string {
  const figures = figuresOf(measured, "polnear-dev");
  const kind = (name: string): string => percent(figures?.[`${name}, recall`]);
  return `Of polnear-dev's indirect statements ${kind("indirect")} % are found, of those without a source ${kind("no source")} %, of those without a cue ${kind("no cue")} %.`;
}

const SPEAKERS = ["speaker, precision", "speaker", "speaker: name", "speaker: pronoun", "speaker: description", "silence", "type"] as const;
const CONTEXTS = ["channel", "addressee", "said", "polarity", "not asserted"] as const;

function contexts({ measured }: Told): string {
  const figures = figuresOf(measured, "polnear-dev-context");
  const plain = (name: string): string => name.replace("speaker: ", "by ");
  return [SPEAKERS, CONTEXTS].map((columns) => table(["", ...columns.map(plain)], [cells("**Sayso**", figures, columns)])).join("\n\n");
}

function parses({ measured, peers }: Told, corpus: "ewt-dev" | "gum-dev"): string {
  return table(
    [corpus, ...PARSES],
    [
      cells("**Sayso**", figuresOf(measured, corpus), PARSES),
      ...peers.filter((peer) => peer.corpora[corpus]).map((peer) => cells(peer.name, peer.corpora[corpus], PARSES)),
    ],
  );
}

function spans({ measured, peers }: Told): string {
  const row = (name: string, ewt: Figures | undefined, gum: Figures | undefined): readonly string[] => [
    name,
    percent(ewt?.["names"]),
    percent(ewt?.["names in records"]),
    percent(gum?.["mentions"]),
  ];
  return table(
    ["", "names, uner-ewt-dev", "names in records, uner-ewt-dev", "nested mentions, gum-dev's news and interviews"],
    [
      row("**Sayso**", figuresOf(measured, "uner-ewt-dev"), figuresOf(measured, "gum-dev")),
      ...peers.filter((peer) => peer.corpora["uner-ewt-dev"]).map((peer) => row(peer.name, peer.corpora["uner-ewt-dev"], undefined)),
    ],
  );
}

function summary({ measured, peers }: Told): string {
  const columns = ["ewt-dev upos", "ewt-dev las", "gum-dev upos", "gum-dev las", "names"] as const;
  const row = (name: string, of: (corpus: CorpusName) => Figures | undefined): readonly string[] => [
    name,
    ...[
      of("ewt-dev")?.["upos"],
      of("ewt-dev")?.["las"],
      of("gum-dev")?.["upos"],
      of("gum-dev")?.["las"],
      of("uner-ewt-dev")?.["names"],
    ].map(percent),
  ];
  return table(
    ["from raw text", ...columns],
    [
      row("**Sayso**", (corpus) => figuresOf(measured, corpus)),
      ...peers
        .filter(({ corpora }) => corpora["ewt-dev"] !== undefined || corpora["uner-ewt-dev"] !== undefined)
        .map((peer) => row(peer.name, (corpus) => peer.corpora[corpus])),
    ],
  );
}

function bodies({ measured, readability }: Told): string {
  const names = ["body", "precision", "recall"] as const;
  const own = figuresOf(measured, "pages");
  const rows = [cells("**Sayso**", own, names)];
  for (const half of ["body, even pages", "body, odd pages"])
    rows.push(cells(`**Sayso**, ${half}`, { body: own?.[half] ?? Number.NaN }, names));
  if (readability !== null) rows.push(cells("Readability's textContent", readability.figures, names));
  return table(["pages", "F1", "precision", "recall"], rows);
}

const figuresOf = (measured: readonly Measured[], corpus: CorpusName): Figures | undefined =>
  measured.find((one) => one.corpus === corpus)?.figures;

const cells = (name: string, figures: Figures | undefined, columns: readonly string[]): readonly string[] => [
  name,
  ...columns.map((column) => percent(figures?.[column])),
];

/** In percent with one decimal; a dash where nothing was measured. */
export const percent = (value: number | undefined): string => (value === undefined || Number.isNaN(value) ? "–" : (100 * value).toFixed(1));

/** A table of Markdown: names to the left, figures to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string => `| ${row.join(" | ")} |`;
  return [line(head), `|${head.map((_, i) => (i === 0 ? "---" : "--:")).join("|")}|`, ...rows.map(line)].join("\n");
}
