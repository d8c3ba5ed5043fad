import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { linesOf, run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "sayso-cli-"));
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const good = file("good.txt", "“Yes,” said Ana Lind.\n");
const silent = file("silent.txt", "Nothing is said here.\n");
const page = file("page.html", "<p>“No,” said Per Aldous.</p>");
const stream = file("stream.ndjson", '{"id":"a","text":"“Yes,” said Ana Lind."}\n');
const archived = "<p>“No,” said Per Aldous.</p>";
const archive = file(
  "kept.warc",
  `WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:kept-1>\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nContent-Type: text/html\r\nContent-Length: ${Buffer.byteLength(archived)}\r\n\r\n${archived}\r\n\r\n`,
);
const missing = join(folder, "missing.txt");

describe("exit codes", () => {
  test.each([
    [0, "all read", ["read", good]],
    [0, "an address", ["read", "https://open.example/"]],
    [1, "nothing there", ["read", missing]],
    [1, "all fail", ["read", missing, folder]],
    [2, "no command", []],
    [2, "an unknown command", ["rread", good]],
    [2, "an unknown option", ["read", good, "--fromat", "text"]],
    [2, "an unknown format", ["read", good, "--format", "xml"]],
    [2, "no input", ["read"]],
    [2, "a width that is none", ["read", good, "--width", "wide"]],
    [2, "a day that is none", ["read", good, "--published-at", "yesterday"]],
    [2, "one address for two inputs", ["read", good, page, "--url", "https://a.example/"]],
    [2, "--article with a format for programs", ["read", good, "--article", "--format", "json"]],
    [2, "an unknown error code", ["errors", "E_NONE"]],
    [2, "an unknown shell", ["completion", "tcsh"]],
    [3, "some fail", ["read", good, missing]],
    [4, "the address is refused", ["read", "https://refused.example/"]],
    [4, "no address for the network", ["read", "file:///etc/hosts"]],
    [3, "one refused, one read", ["read", "https://refused.example/", good]],
    [0, "nothing said", ["read", silent]],
    [5, "nothing said, with --fail-empty", ["read", silent, "--fail-empty"]],
    [0, "something said, with --fail-empty", ["read", silent, good, "--fail-empty"]],
  ])("%i: %s", async (code, _, args) => {
    const result = await run(args);
    expect([result.code, result.err === ""]).toEqual([code, code === 0 || code === 5]);
  });
  test("a mistake is named with the nearest right word, on standard error only", async () => {
    expect(await run(["read", good, "--fromat", "text"])).toMatchObject({
      out: "",
      err: "sayso: unknown option '--fromat'\n(Did you mean --format?)\n",
    });
    expect((await run(["verfy"])).err).toContain("(Did you mean verify?)");
  });
  test("a missing file is named with what to do", async () => {
    expect((await run(["read", missing])).err).toBe(
      `sayso: there is no file ${missing} (E_INPUT_MISSING)\n       No such file or folder. Check the path.\n`,
    );
    expect((await run(["read", "www.courier.example/ferry"])).err).toContain("For an address write https://www.courier.example/ferry");
  });
});

describe("inputs", () => {
  test("are told by name and content, keep their order and carry their name as id", async () => {
    const result = await run(["read", good, page, "https://open.example/x", stream, missing, "-"], "<p>“So,” said Runa Seld.</p>");
    expect(linesOf(result.out).map(({ id }) => id)).toEqual([
      good,
      page,
      "https://open.example/x",
      "a",
      missing,
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
    expect(result.code).toBe(3);
  });
  test.each([
    ["text", "“Yes,” said Ana Lind.", "“Yes,” said Ana Lind."],
    ["html", "  <p>“Yes,” said Ana Lind.</p>", "“Yes,” said Ana Lind."],
    ["ndjson", '\n{"text":"“Yes,” said Ana Lind."}', "“Yes,” said Ana Lind."],
    ["UTF-16", Buffer.from("\uFEFF“Yes,” said Ana Lind.", "utf16le"), "“Yes,” said Ana Lind."],
  ])("standard input with %s is read as that", async (_, stdin, text) => {
    expect(linesOf((await run(["read", "-"], stdin)).out)).toMatchObject([{ text }]);
  });
  test.each([
    ["a PDF", "%PDF-1.7", "E_INPUT_KIND"],
    ["a binary", Buffer.from([80, 75, 3, 4, 0, 0]), "E_INPUT_KIND"],
    ["bytes that are not UTF-8", Buffer.from([0xe9, 0x74, 0xe9]), "E_INPUT_KIND"],
    ["nothing", "", "E_EMPTY"],
  ])("%s is refused with a reason", async (_, stdin, code) => {
    expect(linesOf((await run(["read", "-"], stdin)).out)).toMatchObject([{ schema: "error/1", id: "-", error: { code } }]);
  });
  test("addresses come one a line with --from url", async () => {
    const { out } = await run(["read", "-", "--from", "url"], "# mine\nhttps://open.example/a\n\nhttps://open.example/b\nnot one\n");
    expect(linesOf(out)).toMatchObject([{ id: "https://open.example/a" }, { id: "https://open.example/b" }, { error: { code: "E_URL" } }]);
  });
  test("the caller's address and time go into the record", async () => {
    const { out } = await run(["read", good, "--url", "https://a.example/x", "--published-at", "2025-11-14T06:30:00Z"]);
    expect(linesOf(out)).toMatchObject([{ meta: { url: "https://a.example/x", publishedAt: "2025-11-14T06:30:00Z" } }]);
  });
});

describe("results", () => {
  test("json is one object for one input, an array for several", async () => {
    expect(JSON.parse((await run(["read", good, "--format", "json"])).out)).toMatchObject({ schema: "article/1" });
    expect(JSON.parse((await run(["read", good, missing, "--format", "json"])).out)).toMatchObject([
      { schema: "article/1" },
      { schema: "error/1" },
    ]);
    expect(JSON.parse((await run(["read", stream, "--format", "json"])).out)).toMatchObject([{ id: "a" }]);
    expect(JSON.parse((await run(["read", archive, "--format", "json"])).out)).toMatchObject([{ id: "kept-1" }]);
    expect((await run(["read", "-", "--from", "ndjson", "--format", "json"])).out).toBe("[]\n");
  });
  test("extract gives the body and no statements", async () => {
    const [record] = linesOf((await run(["extract", page])).out);
    expect(record).toMatchObject({ body: "“No,” said Per Aldous." });
    expect(record).not.toHaveProperty("statements");
  });
  test("-o writes a file whose ending tells the format", async () => {
    const target = join(folder, "out.csv");
    expect(await run(["read", good, "-o", target])).toEqual({ code: 0, out: "", err: "" });
    expect(readFileSync(target, "utf8")).toMatch(/^id,url,outlet,/);
  });
  test.skipIf(!existsSync("/dev/full"))("a result that cannot be written is a failure", async () => {
    const nowhere = await run(["read", good, "-o", join(folder, "none", "x.json")]);
    expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining("E_OUTPUT")]);
    const full = await run(["read", good, "-o", "/dev/full"]);
    expect([full.code, full.err]).toEqual([1, expect.stringContaining("no space left on device")]);
  });
  test("--quiet says nothing; the record and the exit code do", async () => {
    const { code, out, err } = await run(["read", missing, "-q"]);
    expect([code, err, linesOf(out)[0]?.["schema"]]).toEqual([1, "", "error/1"]);
  });
  test("the terminal view has no colour in a pipe, and none with NO_COLOR, TERM=dumb or --no-color although it is forced", async () => {
    const view = ["read", good, "--format", "text"];
    const code = "\u001B[";
    expect((await run(view)).out).not.toContain(code);
    expect((await run(view, "", { CI: "true" })).out).not.toContain(code);
    expect((await run(view, "", { FORCE_COLOR: "1" })).out).toContain(code);
    expect((await run(view, "", { FORCE_COLOR: "1", NO_COLOR: "1" })).out).not.toContain(code);
    expect((await run(view, "", { FORCE_COLOR: "1", NO_COLOR: "" })).out).toContain(code);
    expect((await run([...view, "--no-color"], "", { FORCE_COLOR: "1" })).out).not.toContain(code);
    expect((await run(["read", missing], "", { FORCE_COLOR: "1" })).err).toContain(code);
    expect((await run(["read", missing, "--no-color"], "", { FORCE_COLOR: "1" })).err).not.toContain(code);
  });
  test("COLUMNS and --width set the view's width", async () => {
    const long = file("long.txt", `“${"word ".repeat(60).trim()},” said Ana Lind.\n`);
    const widest = (out: string): number => Math.max(...out.split("\n").map((one) => one.length));
    expect(
      widest((await run(["read", long, "--format", "text", "--url", "https://a.example/"], "", { COLUMNS: "40" })).out),
    ).toBeLessThanOrEqual(Math.max(40, long.length));
    expect(
      widest((await run(["read", "-", "--from", "text", "--format", "text", "--width", "60"], readFileSync(long))).out),
    ).toBeLessThanOrEqual(64);
  });
});

describe("help", () => {
  test("of sayso", async () => {
    const { out, code } = await run(["help"]);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "Usage: sayso <command> [options]

      Reads news and records who said what, according to whom,
      with the exact characters that prove it.

      Options:
        -v, --version  print the version
        -h, --help     show this help

      Commands:
        read           Reads articles and shows who said what, each with the characters that prove it.
        extract        Turns pages into articles: text, blocks and metadata, without statements.
        conllu         Writes tokens, tags, trees and mentions as CoNLL-U.
        verify         Checks records or a whole data folder again: spans, texts and kept bytes.
        add            Takes articles and sources into the data folder: files, folders, addresses, feeds,
                       web archives, NDJSON. Says so only when they are safe.
        find           Finds statements: words, "words next to each other", begun*, -not.
        show           Shows an article or a statement by its id, the first digits of it, or its address.
        diff           Shows what was edited: in the revisions of one article, or between two articles.
        check          Looks for a quotation: found verbatim, found changed, or not found.
        work           Finds the statements of articles that were added with --later.
        redact         Takes an article away for good; its digest and the reason stay.
        doctor         Looks at a data folder: room, permissions, agreement, torn ends, dead jobs.
        backup         Writes the whole data folder to one file while it is used.
        restore        Makes a data folder of a backup, when every digest fits.
        sources        Lists sources. What: list, health, export (OPML), and with ids or addresses remove,
                       pause, resume.
        watch          Asks the sources that are due and takes what is new, until it is stopped.
        errors         Explains an error code, or lists all of them.
        schema         Prints the JSON Schema of the records.
        completion     Prints a completion script for bash, zsh or fish.
        help           Shows help for sayso or for one command.

      First steps:
        sayso read examples/ferry.html
        sayso help read

      Exit codes:
        0    done
        1    failed: no input could be read, or a record does not verify
        2    the command line could not be understood
        3    some inputs failed; the others are done
        4    refused: every failed input was refused by a rule (address, port, size) and none was done
        5    nothing found, with --fail-empty
        130  interrupted

      Environment:
        SAYSO_DATA      the data folder, where --data is not given
        SAYSO_DATABASE  connection URL of a PostgreSQL database, where --database is not given
        NO_COLOR        set and not empty: no colour
        FORCE_COLOR     set, not empty and not 0: colour although the output is no terminal; NO_COLOR wins
        TERM            dumb: no colour and no progress
        COLUMNS         width of the terminal view, where --width is not given
      "
    `);
    expect((await run(["--help"])).out).toBe(out);
  });
  test("of read", async () => {
    const { out } = await run(["help", "read"]);
    expect(out).toMatchInlineSnapshot(`
      "Usage: sayso read [options] <input...>

      Reads articles and shows who said what, each with the characters that prove it.

      Options:
        --from <kind>            what the inputs are (default: told from name and content) (choices:
                                 "url", "html", "text", "ndjson", "conllu", "warc")
        --url <address>          the article's own address, where the input does not say
        --published-at <time>    when it was published: RFC 3339, or a date alone
        --allow-address <range>  open a range of addresses on purpose, with all its ports, such as
                                 10.20.0.0/16; commas between several
        -f, --format <format>    form of the result (default: text on a terminal, else ndjson) (choices:
                                 "text", "json", "ndjson", "csv", "html", "webannotation")
        --article                print the article's text with its statements marked (format text)
        --by <what>              group the statements (format text) (choices: "speaker")
        --fail-empty             exit with 5 when no statement was found
        -o, --output <file>      write there instead of standard output; its ending tells the format
        --workers <count>        threads for pages, and as many for the model (default: 1)
        --width <columns>        width of the terminal view (default: the terminal's, at most 100)
        --no-color               no colour in the terminal view and in remarks
        -q, --quiet              no remarks and no progress; errors only as records and exit code
        --debug                  say where a failure arose, and how long the work took
        -h, --help               show this help

      Examples:
        sayso read examples/ferry.html
            statement by statement, in the terminal
        sayso read https://courier.example/ferry -o ferry.html
            one page to open in a browser or to print
        sayso read saved/*.html --format csv > statements.csv
            a table with a row a statement
        sayso read examples/ferry.html --by speaker
            who said what, speaker by speaker
        sayso read - --from ndjson --format ndjson < articles.ndjson
            a stream: one record or error a line, in order
      "
    `);
    expect((await run(["read", "--help"])).out).toBe(out);
  });
  test("version is the package's", async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "package.json"), "utf8")) as { version: string };
    expect((await run(["--version"])).out).toBe(`${version}\n`);
    expect((await run(["-v"])).out).toBe(`${version}\n`);
  });
  test("errors lists and explains codes", async () => {
    expect((await run(["errors", "e_paywall"])).out).toBe(
      "E_PAYWALL: The page shows only the beginning of the article. Save the full page and read the file.\n",
    );
    expect((await run(["errors"])).out).toContain("E_BOT_WALL");
  });
});
