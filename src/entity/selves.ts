import type { Statement } from "../record/statement.ts";
import { overlaps } from "../text/span.ts";
import type { Cast, Player } from "./cast.ts";
import { type Node, type Scene, tokensIn } from "./scene.ts";

/**
 * "I" and "my": inside quoted words whoever speaks them, elsewhere whoever writes. `speakerOf` tells the one who speaks
 * in a statement, where one is known.
 */
export function findSelves(
  cast: Cast,
  scene: Scene,
  speakerOf: (statement: Statement) => Player | undefined,
  author: Player | undefined,
): void {
  const statements = scene.article.layers.statements.filter(({ kind }) => kind !== "indirect");
  for (const statement of statements) {
    const player = speakerOf(statement);
    if (player === undefined || player.plural || !player.type.endsWith("person")) continue;
    const inner = statements.filter(({ parent }) => parent === statement.id).flatMap(({ content }) => content);
    for (const span of statement.content) {
      const { first, end } = tokensIn(scene, span);
      for (const node of scene.nodes.slice(first, end))
        if (node.quoted && isSelf(node, scene) && !inner.some((other) => overlaps(other, node))) note(cast, player, node);
    }
  }
  let writer = author;
  for (const node of scene.nodes) {
    if (node.quoted || !isSelf(node, scene)) continue;
    writer ??= cast.add("unnamed-person", { label: node });
    note(cast, writer, node);
  }
}

const isSelf = ({ upos, lower }: Node, { knowledge }: Scene): boolean => upos === "PRON" && knowledge.pronouns.get(lower) === "i";

function note(cast: Cast, player: Player, node: Node): void {
  if (cast.at(node.number) === undefined) cast.mention(player, node, node.number, "pronoun", player.mentions[0]);
}
