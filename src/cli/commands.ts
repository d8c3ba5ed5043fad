import { INPUT_KINDS } from "../desk/inputs.ts";
import type { CommandEntry, OptionEntry } from "./command-entry.ts";
import { DATA_COMMANDS, DATA_OPTIONS } from "./data-commands.ts";
import { SOURCE_COMMANDS } from "./source-commands.ts";
import { NETWORK_OPTIONS } from "./source-options.ts";

export type { CommandEntry, OptionEntry } from "./command-entry.ts";

const input: readonly OptionEntry[] = [
  { flags: "--from <kind>", about: "what the inputs are (default: told from name and content)", values: INPUT_KINDS },
  { flags: "--url <address>", about: "the article's own address, where the input does not say" },
  { flags: "--published-at <time>", about: "when it was published: RFC 3339, or a date alone" },
  ...NETWORK_OPTIONS,
];
const target: readonly OptionEntry[] = [
  { flags: "-o, --output <file>", about: "write there instead of standard output; its ending tells the format" },
  { flags: "--workers <count>", about: "threads for pages, and as many for the model (default: 1)" },
];
const view: readonly OptionEntry[] = [
  { flags: "--width <columns>", about: "width of the terminal view (default: the terminal's, at most 100)" },
];
const remarks: readonly OptionEntry[] = [
  { flags: "--no-color", about: "no colour in the terminal view and in remarks" },
  { flags: "-q, --quiet", about: "no remarks and no progress; errors only as records and exit code" },
  { flags: "--debug", about: "say where a failure arose, and how long the work took" },
];
const READ_FORMATS = ["text", "json", "ndjson", "csv", "html", "webannotation"] as const;
const EXTRACT_FORMATS = ["text", "json", "ndjson"] as const;

/** Every command of sayso. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "read",
    takes: "<input...>",
    about: "Reads articles and shows who said what, each with the characters that prove it.",
    options: [
      ...input,
      { flags: "-f, --format <format>", about: "form of the result (default: text on a terminal, else ndjson)", values: READ_FORMATS },
      { flags: "--article", about: "print the article's text with its statements marked (format text)" },
      { flags: "--by <what>", about: "group the statements (format text)", values: ["speaker"] },
      { flags: "--fail-empty", about: "exit with 5 when no statement was found" },
      ...target,
      ...view,
      ...remarks,
    ],
    examples: [
      ["sayso read examples/ferry.html", "statement by statement, in the terminal"],
      ["sayso read https://courier.example/ferry -o ferry.html", "one page to open in a browser or to print"],
      ["sayso read saved/*.html --format csv > statements.csv", "a table with a row a statement"],
      ["sayso read examples/ferry.html --by speaker", "who said what, speaker by speaker"],
      ["sayso read - --from ndjson --format ndjson < articles.ndjson", "a stream: one record or error a line, in order"],
    ],
  },
  {
    name: "extract",
    takes: "<input...>",
    about: "Turns pages into articles: text, blocks and metadata, without statements.",
    options: [
      ...input,
      { flags: "-f, --format <format>", about: "form of the result (default: text on a terminal, else ndjson)", values: EXTRACT_FORMATS },
      ...target,
      ...view,
      ...remarks,
    ],
    examples: [
      ["sayso extract examples/ferry.html", "the article as a reader would see it"],
      ["sayso extract - --from ndjson --format ndjson < pages.ndjson", "one record a line, with its running text as body"],
    ],
  },
  {
    name: "conllu",
    takes: "<input...>",
    about: "Writes tokens, tags, trees and mentions as CoNLL-U.",
    options: [...input, ...target, ...remarks],
    examples: [
      ["sayso conllu examples/ferry.txt", "sentence by sentence, with the offsets of each token"],
      ["sayso conllu - < article.txt > article.conllu", "plain text in, unless --from says otherwise"],
      ["sayso conllu parsed.conllu", "given trees stay; mentions and statements are added"],
    ],
  },
  {
    name: "verify",
    takes: "[file...]",
    about: "Checks records or a whole data folder again: spans, texts and kept bytes.",
    options: [
      ...DATA_OPTIONS,
      { flags: "--page <file>", about: "the kept page that the records were made from" },
      { flags: "--no-color", about: "no colour in remarks" },
      { flags: "-q, --quiet", about: "only the exit code" },
      { flags: "--debug", about: "say where a failure arose" },
    ],
    examples: [
      ["sayso verify records.ndjson", "no output and exit 0 when all is well"],
      ["sayso verify ferry.json --page examples/ferry.html", "and the text against the page's bytes"],
      ["sayso verify --data ~/sayso", "bytes against digests, texts against bytes, spans against texts"],
    ],
  },
  ...DATA_COMMANDS,
  ...SOURCE_COMMANDS,
  {
    name: "errors",
    takes: "[code]",
    about: "Explains an error code, or lists all of them.",
    options: [],
    examples: [["sayso errors E_PAYWALL", "what happened and what to do"]],
  },
  {
    name: "schema",
    takes: "",
    about: "Prints the JSON Schema of the records.",
    options: [],
    examples: [["sayso schema > article-1.json", "to check records with any validator"]],
  },
  {
    name: "completion",
    takes: "<shell>",
    about: "Prints a completion script for bash, zsh or fish.",
    options: [],
    examples: [["source <(sayso completion bash)", "for this shell; put it in ~/.bashrc to keep it"]],
  },
  {
    name: "help",
    takes: "[command]",
    about: "Shows help for sayso or for one command.",
    options: [],
    examples: [["sayso help read", "everything about read"]],
  },
];

/** Exit codes, as help and docs/cli.md list them. */
export const EXIT_CODES: Readonly<Record<number, string>> = {
  0: "done",
  1: "failed: no input could be read, or a record does not verify",
  2: "the command line could not be understood",
  3: "some inputs failed; the others are done",
  4: "refused: every failed input was refused by a rule (address, port, size) and none was done",
  5: "nothing found, with --fail-empty",
  130: "interrupted",
};

/** Environment variables that are read. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  SAYSO_DATA: "the data folder, where --data is not given",
  SAYSO_DATABASE: "connection URL of a PostgreSQL database, where --database is not given",
  SAYSO_CONFIG: "the configuration file, instead of the user's own (~/.config/sayso/config.toml)",
  NO_COLOR: "set and not empty: no colour",
  FORCE_COLOR: "set, not empty and not 0: colour although the output is no terminal; NO_COLOR wins",
  TERM: "dumb: no colour and no progress",
  COLUMNS: "width of the terminal view, where --width is not given",
};
