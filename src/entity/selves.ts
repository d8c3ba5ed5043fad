import type { Statement } from "../record/statement.ts";
import { overlaps } from "../text/span.ts";
import type { Cast, Player } from "./cast.ts";
import type { Stands } from "./knowledge.ts";
import { type Node, type Scene, tokensIn } from "./scene.ts";

/**
 * "I", "we" and "you" in all their forms: inside quoted words each is the same throughout what one speaker says, elsewhere
 * throughout the article. "I" is whoever speaks or writes; "we" and "you" are groups of their own, whoever belongs to them.
 * `speakerOf` tells the one who speaks in a statement, where one is known.
 */
export function findSelves(
  cast: Cast,
  scene: Scene,
  speakerOf: (statement: Statement) => Player | undefined,
  author: Player | undefined,
): void {
  const circles = new Circles(cast);
  const statements = scene.article.layers.statements.filter(({ kind }) => kind !== "indirect");
  for (const statement of statements) {
    const player = speakerOf(statement);
    if (player === undefined) continue;
    const isOne = !player.plural && player.type.endsWith("person");
    const inner = statements.filter(({ parent }) => parent === statement.id).flatMap(({ content }) => content);
    for (const span of statement.content) {
      const { first, end } = tokensIn(scene, span);
      for (const node of scene.nodes.slice(first, end)) {
        if (!node.quoted || inner.some((other) => overlaps(other, node))) continue;
        const stands = standsFor(node, scene);
        if (stands === "i" && isOne) note(cast, player, node);
        if (stands === "we" || stands === "you") circles.meet(stands, player, node);
      }
    }
  }
  let writer = author;
  for (const node of scene.nodes) {
    const stands = node.quoted ? undefined : standsFor(node, scene);
    if (stands === "i") {
      writer ??= cast.add("unnamed-person", { label: node });
      note(cast, writer, node);
    } else if (stands === "we" || stands === "you") circles.meet(stands, undefined, node);
  }
}

/** Who "we" and "you" are in each one's words. */
class Circles {
  readonly #cast: Cast;
  readonly #known = new Map<string, Player>();

  constructor(cast: Cast) {
    this.#cast = cast;
  }

  meet(stands: "we" | "you", speaker: Player | undefined, node: Node): void {
    const key = `${stands} ${speaker?.number}`;
    const player = this.#known.get(key) ?? this.#cast.add("unnamed-group", { plural: true, label: node });
    this.#known.set(key, player);
    note(this.#cast, player, node);
  }
}

const standsFor = ({ upos, lower }: Node, { knowledge }: Scene): Stands | undefined =>
  upos === "PRON" ? knowledge.pronouns.get(lower) : undefined;

function note(cast: Cast, player: Player, node: Node): void {
  if (cast.at(node.number) === undefined) cast.mention(player, node, node.number, "pronoun", player.mentions[0]);
}
