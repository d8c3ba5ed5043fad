/** Turns one word into the numbers of its pieces. */
export type WordPieces = (word: string) => readonly number[];

/** Longer words are one unknown piece, as in the reference tokeniser. */
const MAX_WORD_CHARACTERS = 100;
/** Words whose pieces are remembered; a long-running pipe must not grow. */
const MAX_REMEMBERED = 50_000;

/**
 * WordPiece (Wu et al. 2016; BERT's uncased form): lower-cased, accents stripped, longest piece first,
 * later pieces written with `##`. A word that the vocabulary cannot spell is one unknown piece.
 *
 * @param vocabulary one piece a line; its number is its line, from 0
 */
export function createWordPieces(vocabulary: string): WordPieces {
  const numbers = new Map<string, number>();
  let longest = 0;
  vocabulary.split("\n").forEach((piece, number) => {
    if (piece === "") return;
    numbers.set(piece.replace(/\r$/, ""), number);
    longest = Math.max(longest, piece.length);
  });
  const unknown = [numbers.get("[UNK]") ?? 0];
  const remembered = new Map<string, readonly number[]>();
  return (word) => {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    const pieces = spell(normalise(word), numbers, longest) ?? unknown;
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(word, pieces);
    return pieces;
  };
}

const normalise = (word: string): string =>
  word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{Mn}\p{C}\ufffd]/gu, "");

/** @param longest length of the longest piece, in UTF-16 units: nothing longer needs to be tried */
function spell(word: string, numbers: ReadonlyMap<string, number>, longest: number): readonly number[] | undefined {
  const characters = Array.from(word);
  if (characters.length === 0 || characters.length > MAX_WORD_CHARACTERS) return undefined;
  const pieces: number[] = [];
  for (let start = 0; start < characters.length; ) {
    let end = Math.min(characters.length, start + longest);
    let number: number | undefined;
    for (; end > start; end--) {
      number = numbers.get((start > 0 ? "##" : "") + characters.slice(start, end).join(""));
      if (number !== undefined) break;
    }
    if (number === undefined) return undefined;
    pieces.push(number);
    start = end;
  }
  return pieces;
}
