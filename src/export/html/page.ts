import { sha256 } from "@noble/hashes/sha2.js";
import { type AnyRecord, isArticle, type Writer } from "../writer.ts";
import { articleHtml } from "./article.ts";
import { escapeHtml } from "./escape.ts";
import { STYLE } from "./style.ts";

/**
 * One self-contained HTML page: no script, no network, readable in any width, light and dark, on paper. With
 * `single` the page's title is the article's headline; else each article stands under a common one.
 */
export function htmlWriter(options: { single: boolean }): Writer {
  let count = 0;
  let notesBefore = 0;
  return {
    add: (record) => {
      const head = count === 0 ? headHtml(options.single ? titleOf(record) : "Who said what") + (options.single ? "" : COMMON_TITLE) : "";
      count++;
      const place = { prefix: `a${count}-`, rank: options.single ? 1 : 2, notesBefore } as const;
      notesBefore += isArticle(record) ? (record.statements ?? []).length : 0;
      return head + (isArticle(record) ? articleHtml(record, place) : failureHtml(record, place.rank));
    },
    end: () => `${count === 0 ? `${headHtml("Who said what")}<h1>Nothing was read</h1>` : ""}</main>\n</body>\n</html>\n`,
  };
}

const COMMON_TITLE = '<h1 class="common">Who said what</h1>\n';

function titleOf(record: AnyRecord): string {
  if (!isArticle(record)) return "Nothing could be read";
  const headline = record.blocks.find(({ kind }) => kind === "headline");
  return headline === undefined ? "Who said what" : record.text.slice(headline.start, headline.end).replace(/\s+/g, " ");
}

function headHtml(title: string): string {
  const hash = btoa(String.fromCharCode(...sha256(new TextEncoder().encode(STYLE))));
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">To the text</a>
<header class="key" aria-label="How to read this page">
<p class="name">Sayso</p>
<ul>
<li><span class="content direct asserted">in quotation marks</span></li>
<li><span class="content mixed asserted">partly</span></li>
<li><span class="content indirect asserted">in other words</span></li>
<li><span class="content indirect denied">denied</span></li>
<li><span class="source">who says so</span></li>
<li><span class="cue">how</span></li>
</ul>
</header>
<main id="main">
`;
}

function failureHtml({ id, error }: Extract<AnyRecord, { schema: "error/1" }>, rank: number): string {
  return `<section class="failed"><h${rank}>Not read: ${escapeHtml(id)}</h${rank}><p>${escapeHtml(error.message)}</p><p>${escapeHtml(error.hint)} <code>${error.code}</code></p></section>\n`;
}
