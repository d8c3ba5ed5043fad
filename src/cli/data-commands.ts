import { ADDED_KINDS } from "../desk/add-kinds.ts";
import { LIST_FORMATS } from "../export/list.ts";
import { KEEPS } from "../record/kept-page.ts";
import { POLARITIES, STATEMENT_KINDS } from "../record/statement.ts";
import { ORDERS } from "../store/find.ts";
import type { CommandEntry, OptionEntry } from "./command-entry.ts";
import { NETWORK_OPTIONS, SOURCE_OPTIONS } from "./source-options.ts";

const FOLDER: OptionEntry = { flags: "--data <folder>", about: "the data folder (default: SAYSO_DATA, else the user's own)" };

/** Which data folder. */
export const DATA_OPTIONS: readonly OptionEntry[] = [
  FOLDER,
  { flags: "--database <url>", about: "a PostgreSQL database instead of the folder's own (default: SAYSO_DATABASE)" },
];
/** What is said beside the results. */
export const REMARKS: readonly OptionEntry[] = [
  { flags: "--no-color", about: "no colour in tables and remarks" },
  { flags: "-q, --quiet", about: "no remarks and no progress" },
  { flags: "--debug", about: "say where a failure arose" },
];
/** How a list is written that needs no data folder. */
const CONFIG_OPTIONS: readonly OptionEntry[] = [
  { flags: "-f, --format <format>", about: "form of the list (default: table on a terminal, else ndjson)", values: LIST_FORMATS },
  { flags: "-o, --output <file>", about: "write there instead of standard output; its ending tells the format" },
  { flags: "--width <columns>", about: "width of the table (default: the terminal's, at most 100)" },
  ...REMARKS,
];
/** How a list is written. */
export const LIST_OPTIONS: readonly OptionEntry[] = [...DATA_OPTIONS, ...CONFIG_OPTIONS];
const RECORD_FORMATS = ["text", "json", "ndjson", "csv", "html", "webannotation"] as const;

/** The commands that keep articles and ask about them. */
export const DATA_COMMANDS: readonly CommandEntry[] = [
  {
    name: "add",
    takes: "<input...>",
    about:
      "Takes articles and sources into the data folder: files, folders, addresses, feeds, web archives, NDJSON. Says so only when they are safe.",
    options: [
      { flags: "--from <kind>", about: "what the inputs are (default: told from name and content)", values: ADDED_KINDS },
      {
        flags: "--keep <what>",
        about: "text: everything; snippet: only the statements' words; hash: only digests (default: text)",
        values: KEEPS,
      },
      { flags: "--later", about: "leave statements to `sayso work`" },
      { flags: "--again", about: "read again what was read before, with this version's model" },
      { flags: "--workers <count>", about: "threads for pages, and as many for the model (default: 1)" },
      ...SOURCE_OPTIONS,
      ...NETWORK_OPTIONS,
      ...LIST_OPTIONS,
    ],
    examples: [
      ["sayso add https://courier.example/rss --every 30m", "a source for `sayso watch`"],
      ["sayso add saved/ --data ~/sayso", "every page and text of a folder"],
      ["sayso add - --from ndjson --format ndjson < articles.ndjson", "a line for each, once it is stored"],
    ],
  },
  {
    name: "find",
    takes: "[words...]",
    about: 'Finds statements: words, "words next to each other", begun*, -not.',
    options: [
      { flags: "--speaker <words>", about: "words of the source" },
      { flags: "--about <words>", about: "words of the content" },
      { flags: "--outlet <name>", about: "the publication, by its whole name" },
      { flags: "--since <time>", about: "published on that day or later" },
      { flags: "--until <time>", about: "published on that day or before" },
      { flags: "--kind <kind>", about: "direct, indirect or mixed", values: STATEMENT_KINDS },
      { flags: "--polarity <polarity>", about: "how the source stands to it", values: POLARITIES },
      { flags: "--order <order>", about: "default: by rank where there are words, else the newest first", values: ORDERS },
      { flags: "--limit <count>", about: "how many at once, 1 to 1000 (default: 20)" },
      { flags: "--cursor <cursor>", about: "go on where the answer before ended" },
      { flags: "--articles", about: "articles instead of statements" },
      { flags: "--months", about: "how many in each month" },
      { flags: "--fail-empty", about: "exit with 5 when nothing was found" },
      ...LIST_OPTIONS,
    ],
    examples: [
      ["sayso find ferry spring", "statements with both words, the best first"],
      ["sayso find --speaker 'harbour master' --since 2025-11-01", "what somebody said, the newest first"],
      ["sayso find toll --months --format csv > toll.csv", "a count for each month"],
    ],
  },
  {
    name: "show",
    takes: "<id>",
    about: "Shows an article or a statement by its id, the first digits of it, or its address.",
    options: [
      ...DATA_OPTIONS,
      { flags: "-f, --format <format>", about: "form of the result (default: text on a terminal, else ndjson)", values: RECORD_FORMATS },
      { flags: "--article", about: "print the article's text with its statements marked (format text)" },
      { flags: "-o, --output <file>", about: "write there instead of standard output" },
      ...REMARKS,
    ],
    examples: [["sayso show 3f2a9c0b", "the article whose digest begins so"]],
  },
  {
    name: "diff",
    takes: "<id...>",
    about: "Shows what was edited: in the revisions of one article, or between two articles.",
    options: [{ flags: "--all", about: "typos and moves too" }, ...LIST_OPTIONS],
    examples: [["sayso diff https://courier.example/ferry", "every edit that was noticed at an address"]],
  },
  {
    name: "check",
    takes: "<words...>",
    about: "Looks for a quotation: found verbatim, found changed, or not found.",
    options: [{ flags: "--fail-empty", about: "exit with 5 when it was not found" }, ...LIST_OPTIONS],
    examples: [['sayso check "We will never close the ferry"', "who has it, since when, and what they changed"]],
  },
  {
    name: "work",
    takes: "",
    about: "Finds the statements of articles that were added with --later.",
    options: [
      { flags: "--until-idle", about: "end when nothing waits" },
      { flags: "--workers <count>", about: "threads for the model (default: 1)" },
      { flags: "--dead", about: "list the jobs that wait for a person, with their reasons, and do nothing" },
      { flags: "--revive", about: "let dead jobs be tried again, those of `sayso watch` too, before working" },
      ...LIST_OPTIONS,
    ],
    examples: [
      ["sayso work --dead --format table", "what failed too often, and why"],
      ["sayso work --database postgres://db.example/sayso", "one of several workers on several machines"],
    ],
  },
  {
    name: "redact",
    takes: "<article>",
    about: "Takes an article away for good; its digest and the reason stay.",
    options: [
      { flags: "--reason <words>", about: "why; kept with the digest" },
      { flags: "--force", about: "do it; without this, only say what would be done" },
      ...DATA_OPTIONS,
      ...REMARKS,
    ],
    examples: [["sayso redact 3f2a9c0b --reason 'asked for by the person named' --force", "and it never comes back"]],
  },
  {
    name: "expire",
    takes: "",
    about: "Takes away articles that were kept as long as they may: by --retain of their source, or by age.",
    options: [
      { flags: "--older <time>", about: "everything stored longer ago than this, such as 365d" },
      { flags: "--force", about: "do it; without this, only say what would be done" },
      ...DATA_OPTIONS,
      ...REMARKS,
    ],
    examples: [
      ["sayso expire --force", "what the sources' own --retain says; `sayso watch` does this once a day"],
      ["sayso expire --older 730d", "how many articles are older than two years here"],
    ],
  },
  {
    name: "doctor",
    takes: "",
    about: "Looks at a data folder: room, permissions, agreement, torn ends, dead jobs.",
    options: [{ flags: "--migrate", about: "bring an older data folder to this version's form, with a copy first" }, ...LIST_OPTIONS],
    examples: [["sayso doctor", "a line for each thing that was looked at"]],
  },
  {
    name: "backup",
    takes: "",
    about: "Writes the whole data folder to one file while it is used.",
    options: [{ flags: "-o, --output <file>", about: "the file to make, such as sayso.tar.zst" }, ...DATA_OPTIONS, ...REMARKS],
    examples: [["sayso backup -o sayso-2026-01-02.tar.zst", "database and pages, with their digests"]],
  },
  {
    name: "restore",
    takes: "<file>",
    about: "Makes a data folder of a backup, when every digest fits.",
    options: [FOLDER, ...REMARKS],
    examples: [["sayso restore sayso-2026-01-02.tar.zst --data ~/restored", "to a new folder; nothing is replaced"]],
  },
  {
    name: "config",
    takes: "",
    about: "Shows what is in force where no option says otherwise: data, database, allow-address, allow-port, user-agent.",
    options: CONFIG_OPTIONS,
    examples: [["sayso config", "each setting, its value, and whether it comes from the environment, the file or the default"]],
  },
];
