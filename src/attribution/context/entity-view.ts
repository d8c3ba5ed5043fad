import type { TreeView } from "../../article/tree-view.ts";
import type { Entity } from "../../record/entity.ts";
import { contains, type Span } from "../../text/span.ts";
import { indexSpans } from "../../text/span-index.ts";
import { topOf } from "./top-of.ts";

/** The entities of an article by place. */
export interface EntityView {
  /** The entity that a phrase refers to: that of the widest mention within it around its head; `undefined` where there is none. */
  of(phrase: Span): Entity | undefined;
}

/** Looks up entities by their mentions. */
export function entityView(entities: readonly Entity[], view: TreeView): EntityView {
  const all = entities.flatMap((entity) => entity.mentions.map((mention) => ({ mention, entity })));
  const index = indexSpans(all.map(({ mention }) => mention));
  return {
    of: (phrase) => {
      const head = view.tokens[topOf(view.over(phrase), view.trees) ?? -1];
      if (head === undefined) return undefined;
      const over = index.touching(head).flatMap((number) => all[number] ?? []);
      const inside = over.filter(({ mention }) => contains(mention, head) && contains(phrase, mention));
      return inside.toSorted((a, b) => length(b.mention) - length(a.mention))[0]?.entity;
    },
  };
}

const length = ({ start, end }: Span): number => end - start;
