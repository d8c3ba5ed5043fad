import type { Entity } from "../record/entity.ts";
import type { Statement } from "../record/statement.ts";
import type { Span } from "../text/span.ts";
import type { Block } from "./block.ts";
import type { Metadata, Provenance } from "./meta.ts";
import type { Time } from "./time.ts";

/** A token of Universal Dependencies: a word, number or punctuation mark; "don't" is two. Codes are those of its English treebanks. */
export interface Token extends Span {
  readonly upos: string;
  readonly xpos: string;
  readonly lemma: string;
  /** As CoNLL-U writes them, `Number=Plur|Person=3`; empty when there are none. */
  readonly feats: string;
}

/** How a token hangs on its head. */
export interface Arc {
  /** The head's index in `tokens`, in the same sentence; −1 for the root of a sentence. */
  readonly head: number;
  readonly relation: string;
}

/** What a mention may refer to. */
export const MENTION_TYPES = ["person", "group", "organisation", "place", "event", "time", "document", "other"] as const;
export type MentionType = (typeof MENTION_TYPES)[number];

/** Named ("Ana Lind"), described ("the mayor") or a pronoun ("she"). */
export const MENTION_FORMS = ["name", "description", "pronoun"] as const;
export type MentionForm = (typeof MENTION_FORMS)[number];

/** A span that refers to something; mentions nest, and none crosses a sentence's end. */
export interface Mention extends Span {
  readonly type: MentionType;
  readonly form: MentionForm;
  /** In [0, 1]. */
  readonly score: number;
}

/** A span that the reading model marked, with the mean probability of its words, in [0, 1]. */
export interface Mark extends Span {
  readonly score: number;
}

/** What the reading model marked as one attribution: spans that belong together, not yet a statement. */
export interface MarkGroup {
  readonly source: readonly Mark[];
  readonly cue: readonly Mark[];
  readonly content: readonly Mark[];
  /** The number of the group inside whose content this one was found; `null` for the outermost. */
  readonly parent: number | null;
}

/** The layers that steps may add to an article. */
export interface Layers {
  /** What the reading model sees: words, numbers and single characters of punctuation; finer than tokens in "U.S.", coarser in "don't". */
  readonly words: readonly Span[];
  /** In order; none overlaps another, and each lies in one sentence. */
  readonly tokens: readonly Token[];
  readonly sentences: readonly Span[];
  /** One a token. */
  readonly trees: readonly Arc[];
  /** By start, the longer first. */
  readonly mentions: readonly Mention[];
  readonly marks: readonly MarkGroup[];
  /** By first mention. */
  readonly entities: readonly Entity[];
  readonly statements: readonly Statement[];
  /** In order, side by side. */
  readonly times: readonly Time[];
}
export type LayerName = keyof Layers;

/** A piece of the page that is not in the text, so that nothing is left out in silence. */
export interface Omission {
  /** Why: `boilerplate`, `teaser`, `repeat`, `hidden`, `form`, … */
  readonly reason: string;
  /** UTF-16 units of the decoded page. */
  readonly start: number;
  readonly end: number;
  /** The first characters of its text. */
  readonly excerpt: string;
}

/** A run of text that was copied from the decoded page, in UTF-16 units of each. */
export interface OriginRun {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** One immutable text and what is known about it. An edited story is a new article. */
export interface Article<Has extends LayerName = never> {
  /** SHA-256 of canonical address and text, in hexadecimal. */
  readonly digest: string;
  /** Made once, in `extract`; never edited. */
  readonly text: string;
  /** In order of their start; may overlap. */
  readonly blocks: readonly Block[];
  readonly meta: Metadata;
  readonly provenance: Provenance;
  readonly omitted: readonly Omission[];
  /** How the text follows from the decoded page; empty when the text was given as text. */
  readonly origin: readonly OriginRun[];
  /** Digest of the page's bytes, and the charset that they were decoded with; absent for text. */
  readonly page?: { readonly sha256: string; readonly charset: string };
  readonly layers: Readonly<Pick<Layers, Has>> & Readonly<Partial<Layers>>;
  /** Step and version behind each layer. */
  readonly made: Readonly<Partial<Record<LayerName | "text", string>>>;
}

/** One step of a pipeline: a batch in, one answer each out, in the same order. */
export interface Step<Needs extends LayerName, Gives extends LayerName> {
  readonly name: string;
  /** Part of `made`; raised when the step's output changes. */
  readonly version: number;
  readonly needs: readonly Needs[];
  readonly gives: readonly Gives[];
  run(articles: readonly Article<Needs>[]): Promise<readonly Pick<Layers, Gives>[]>;
}

/** Why a page or text was not made into an article. */
export const REFUSALS = [
  "E_EMPTY",
  "E_NOT_ARTICLE",
  "E_CONSENT_WALL",
  "E_BOT_WALL",
  "E_PAYWALL",
  "E_LANGUAGE",
  "E_TOO_LARGE",
  "E_TOO_DEEP",
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

/** The answer of `extract`: an article, or the reason why there is none. */
export type Extraction =
  | { readonly ok: true; readonly article: Article }
  | { readonly ok: false; readonly reason: RefusalCode; readonly message: string };
