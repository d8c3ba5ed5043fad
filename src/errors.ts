/**
 * Every error code of Sayso, one line each: what happened and what to do about it.
 * A code never changes its meaning; docs/errors.md has a heading for each.
 */
export const ERRORS = {
  E_USAGE: "The command line could not be understood. Run `sayso help` or `sayso help COMMAND`.",
  E_CONFIG: "The configuration file could not be understood. `sayso help config` lists what it may say.",
  E_INPUT_MISSING: "No such file or folder. Check the path.",
  E_INPUT_UNREADABLE: "The input could not be read. Check its permissions and that it is a file.",
  E_INPUT_KIND: "The kind of the input is not clear. Say which with --from url, html, text, ndjson, conllu or warc.",
  E_JSON: "The line is not valid JSON. One JSON object a line is expected.",
  E_CONLLU: "The input is not valid CoNLL-U: ten columns, ids from 1, one tree a sentence. See docs/conllu.md.",
  E_FIELD: "A field of the input is missing or of the wrong type. See docs/record.md.",
  E_EMPTY: "There is nothing to read: the input has no text.",
  E_NOT_ARTICLE: "The page is not an article: a front page, a list, a player or a form.",
  E_CONSENT_WALL: "The page only asks for consent to cookies. Save it after consenting and read the file.",
  E_BOT_WALL: "The page only checks whether a person is reading. Save it from a browser and read the file.",
  E_PAYWALL: "The page shows only the beginning of the article. Save the full page and read the file.",
  E_LANGUAGE: "The text is not English. Only English is supported.",
  E_TOO_LARGE: "The input is larger than the limit. Split it, or raise the limit.",
  E_TOO_DEEP: "The page's elements are nested deeper than the limit. Save its text and read that.",
  E_TIMEOUT: "The work took longer than its time limit and was stopped.",
  E_MEMORY: "The work needed more memory than its limit and was stopped.",
  E_URL: "The address is not one that can be fetched: http or https, without user name or password.",
  E_ADDRESS: "The address is not public, so it was not asked. Save the page and read the file.",
  E_PORT: "Only ports 80 and 443 are fetched.",
  E_DNS: "The host's name could not be resolved. Check the address and the network.",
  E_CONNECTION: "The connection failed or was cut. Try again.",
  E_TLS: "The host's certificate could not be verified.",
  E_REDIRECTS: "The address redirects too often or to nowhere.",
  E_HTTP_STATUS: "The server answered with an error status.",
  E_CONTENT_TYPE: "The server answered with something that is neither HTML nor text.",
  E_DECODE: "The body could not be decompressed.",
  E_FEED: "What was read is neither a feed nor a sitemap.",
  E_ROBOTS: "The host asks not to be read there (robots.txt). Ask its owners, or set the policy of this source.",
  E_WARC: "The web archive is damaged, or is none.",
  E_RESOURCE: "A lexicon or model file is missing. Reinstall sayso, or check the resource address.",
  E_LEXICON: "A lexicon file does not have the columns that were expected.",
  E_MANIFEST: "The model's manifest does not fit this version of sayso.",
  E_DIGEST: "The digest does not fit the bytes: they have changed since it was made.",
  E_MODEL: "The model could not be run.",
  E_STEP_ORDER: "A step needs a layer that no earlier step gives.",
  E_SPAN: "A span lies outside its text, or does not show the characters that it claims.",
  E_TEXT: "The text does not follow from the kept page.",
  E_OUTPUT: "The result could not be written. Check the path, its permissions and the space on the disk.",
  E_SCHEMA: "The record does not have the form that its schema asks for. See docs/record.md.",
  E_STORE: "The database could not be used. Run `sayso doctor`.",
  E_STORE_BUSY: "Another process holds the database. Try again, or end that process.",
  E_STORE_VERSION: "The data folder was written by a newer version of sayso. Update sayso.",
  E_DISK_FULL: "There is no space left on the disk. Nothing that was acknowledged is lost; make room and run the command again.",
  E_READ_ONLY: "The data folder cannot be written. Check its permissions, or choose another with --data.",
  E_ARCHIVE: "The kept pages cannot be read as they were written. Run `sayso verify --data`.",
  E_CURSOR: "The cursor does not belong to this question. Ask again without it.",
  E_AMBIGUOUS: "Several things have ids that begin so. Give more of the id.",
  E_NOT_FOUND: "There is nothing with this id. `sayso find` lists ids.",
  E_REDACTED: "The article was taken away on purpose, and does not come back.",
  E_INTERNAL: "A mistake in sayso itself. Please report it with the input that shows it.",
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** What went wrong, as a value: a stable code, what happened here, and what to do. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** A failure with its code; `message` says what, where; `hint` says what to do. */
export class SaysoError extends Error {
  override readonly name = "SaysoError";
  readonly code: ErrorCode;
  readonly hint: string;
  constructor(code: ErrorCode, message: string, options?: { cause?: unknown; hint?: string }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options?.hint ?? ERRORS[code];
  }
}

/** The failure as a value for `code`, with the table's hint. */
export const failure = (code: ErrorCode, message: string): Failure => ({ code, message, hint: ERRORS[code] });

/** Any thrown value as a failure; what is not a `SaysoError` is `E_INTERNAL`. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof SaysoError) return { code: thrown.code, message: thrown.message, hint: thrown.hint };
  return failure("E_INTERNAL", thrown instanceof Error ? thrown.message : String(thrown));
}
