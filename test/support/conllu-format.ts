/**
 * What is wrong with a CoNLL-U file by the rules that every treebank of Universal Dependencies must keep: columns, ids,
 * comments, that `# text` is made of the forms, one tree a sentence. Written from the format's description, apart from
 * the reader in `src/extract/conllu`, which also takes files that break some of these rules.
 */
export function conlluProblems(file: string): string[] {
  if (file === "") return [];
  if (!file.endsWith("\n\n")) return ["the file does not end with an empty line"];
  const ids = new Set<string>();
  return file
    .slice(0, -2)
    .split("\n\n")
    .flatMap((block, index) => sentenceProblems(block.split("\n"), ids).map((problem) => `sentence ${index + 1}: ${problem}`));
}

function sentenceProblems(lines: readonly string[], ids: Set<string>): string[] {
  const comments = lines.filter((line) => line.startsWith("#"));
  const rows = lines.slice(comments.length).map((line) => line.split("\t"));
  const problems: string[] = [];
  const check = (isRight: boolean, problem: string): void => {
    if (!isRight) problems.push(problem);
  };
  check(!lines.slice(comments.length).some((line) => line.startsWith("#")), "a comment stands behind a token");
  const [sentId, ...moreIds] = comments.flatMap((line) => /^# sent_id = ([^\s/]+)$/.exec(line)?.[1] ?? []);
  check(sentId !== undefined && moreIds.length === 0 && !ids.has(sentId), "there is not one sent_id of its own");
  ids.add(sentId ?? "");
  check(
    rows.every((row) => row.length === 10),
    "a line has not ten columns",
  );
  check(
    rows.every((row) => row.every((cell) => cell !== "" && cell === cell.trim() && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(cell))),
    "a cell is empty or unprintable",
  );
  check(
    rows.every((row) => row.every((cell, column) => [1, 2, 9].includes(column) || !cell.includes(" "))),
    "a space stands where none may",
  );
  const words = rows.filter(([id]) => /^\d+$/.test(id ?? ""));
  const ranges = rows.filter(([id]) => /^\d+-\d+$/.test(id ?? ""));
  check(words.length > 0 && words.length + ranges.length === rows.length, "an id is neither a number nor a range");
  let next = 1;
  let covered = 0;
  for (const [id = ""] of rows) {
    const [from = 0, to] = id.split("-").map(Number);
    check(from === next, `id ${id} is out of order`);
    if (to === undefined) next++;
    else {
      check(to > from && from > covered && to <= words.length, `range ${id} is none`);
      covered = to;
    }
  }
  const heads = words.map((row) => row[6] ?? "");
  const isTree = heads.every((head) => /^\d+$/.test(head) && Number(head) <= words.length);
  check(isTree || heads.every((head) => head === "_"), "a head is out of range");
  if (isTree) {
    check(heads.filter((head) => head === "0").length === 1, "there is not one root");
    const leads = (id: number, steps: number): boolean => id === 0 || (steps > 0 && leads(Number(heads[id - 1]), steps - 1));
    check(
      words.every((_, at) => leads(at + 1, words.length)),
      "the heads go round in a circle",
    );
    check(
      words.every((row) => (row[6] === "0") === (row[7] === "root")),
      "root is not the relation of the root alone",
    );
  }
  check(
    ranges.every((row) => row.slice(2, 9).every((cell) => cell === "_")),
    "a range has tags",
  );
  check(
    rows.every((row) => miscIsRight(row[9] ?? "")),
    "MISC is not a sorted list of keys with values",
  );
  const text = comments.flatMap((line) => /^# text = (.*)$/s.exec(line)?.[1] ?? []);
  check(text.length === 1 && text[0] === text[0]?.trimEnd() && isMadeOf(text[0] ?? "", rows), "# text is not made of the forms");
  return problems;
}

function miscIsRight(misc: string): boolean {
  if (misc === "_") return true;
  const keys = misc.split("|").map((pair) => pair.split("=")[0] ?? "");
  return misc.split("|").every((pair) => /^[A-Z]\w*=\S+$/.test(pair)) && keys.every((key, at) => at === 0 || (keys[at - 1] ?? "") < key);
}

/** The forms in order, with white space between two where, and only where, `SpaceAfter=No` is not said. */
function isMadeOf(text: string, rows: readonly (readonly string[])[]): boolean {
  let rest = text;
  let inside = 0;
  for (const [index, row] of rows.entries()) {
    const [id = "", form = "", misc = ""] = [row[0], row[1], row[9]];
    const [from = 0, to] = id.split("-").map(Number);
    if (to === undefined && from <= inside) continue;
    inside = to ?? inside;
    if (!rest.startsWith(form)) return false;
    rest = rest.slice(form.length);
    const isLast = !rows.slice(index + 1).some(([later = ""]) => !later.includes("-") && Number(later) > Math.max(from, inside));
    if (isLast) continue;
    if (misc.split("|").includes("SpaceAfter=No") !== !rest.startsWith(" ")) return false;
    rest = rest.trimStart();
  }
  return rest === "";
}
