import type { Span } from "../text/span.ts";
import { type IndexedSpan, SpanIndex } from "../text/span-index.ts";
import type { Draft } from "./draft.ts";
import { spansOf } from "./places.ts";

/** Drafts in order, found by place, for rules that change them one by one. */
export class DraftSet {
  readonly #drafts: (Draft | undefined)[] = [];
  readonly #numbers = new Map<Draft, number>();
  readonly #entries: IndexedSpan[][] = [];
  readonly #index = new SpanIndex();

  constructor(drafts: readonly Draft[]) {
    for (const draft of drafts) this.add(draft);
  }

  /** Adds a draft behind the others. */
  add(draft: Draft): void {
    const number = this.#drafts.push(draft) - 1;
    this.#numbers.set(draft, number);
    this.#entries.push(spansOf(draft).map((span) => this.#index.add(span, number)));
  }

  remove(draft: Draft): void {
    const number = this.#numbers.get(draft);
    if (number === undefined) return;
    this.#numbers.delete(draft);
    this.#drafts[number] = undefined;
    this.#forget(number);
  }

  /** Puts a draft in the place of another. */
  replace(old: Draft, draft: Draft): void {
    const number = this.#numbers.get(old);
    if (number === undefined || old === draft) return;
    this.#put(number, old, draft);
    this.#forget(number);
    this.#entries[number] = spansOf(draft).map((span) => this.#index.add(span, number));
  }

  /** Adds a span to a draft's content. */
  extend(draft: Draft, content: Span): void {
    const number = this.#numbers.get(draft);
    if (number === undefined) return;
    this.#put(number, draft, { ...draft, content: [...draft.content, content] });
    this.#entries[number]?.push(this.#index.add(content, number));
  }

  /** The drafts of which a source, cue or content shares a unit with a place, in order. */
  touching(place: Span): Draft[] {
    return this.#index.touching(place).flatMap((number) => this.#drafts[number] ?? []);
  }

  /** Whether any span of any draft touches a place. */
  isTaken(place: Span): boolean {
    return this.#index.touches(place);
  }

  /** All drafts, in order. */
  all(): Draft[] {
    return this.#drafts.filter((draft) => draft !== undefined);
  }

  #put(number: number, old: Draft, draft: Draft): void {
    this.#numbers.delete(old);
    this.#numbers.set(draft, number);
    this.#drafts[number] = draft;
  }

  #forget(number: number): void {
    for (const entry of this.#entries[number] ?? []) entry.removed = true;
    this.#entries[number] = [];
  }
}
