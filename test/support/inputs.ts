import { checkGiven } from "../../src/article/given.ts";
import type { Input } from "../../src/desk/input.ts";

/** A text with its address as an input. */
export const textInput = (text: string, url?: string, id: string | null = null): Input => ({
  id,
  name: id ?? "a text",
  given: checkGiven(url, undefined),
  from: { kind: "text", text },
});

/** A page that was fetched, as an input. */
export const pageInput = (html: string, url: string, fetchedAt: string): Input => ({
  id: null,
  name: url,
  given: checkGiven(url, undefined),
  from: { kind: "page", page: { bytes: new TextEncoder().encode(html), url, headers: { "content-type": "text/html" }, fetchedAt } },
});

/** Values one after another, as a stream gives them. */
export async function* streamOf<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}
