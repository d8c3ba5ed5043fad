/** How a form becomes its lemma. */
export type LemmaRule = (form: string) => string;

/**
 * A lemma rule from its label. `case|cut|add`: the form, lowered first for `l` and kept for `k`, loses `cut` code points
 * at its end and gains `add`; nothing is changed when it has fewer. `=lemma` spells the lemma. `undefined` for anything else.
 */
export function lemmaRule(label: string): LemmaRule | undefined {
  if (label.startsWith("=")) return () => label.slice(1);
  const [, letter, digits, add = ""] = /^([kl])\|(\d+)\|(.*)$/su.exec(label) ?? [];
  if (letter === undefined) return undefined;
  const cut = Number(digits);
  const lower = letter === "l";
  return (form) => {
    const base = lower ? form.toLowerCase() : form;
    const end = endWithout(base, cut);
    return end < 0 ? base : base.slice(0, end) + add;
  };
}

/** Where a text ends without its last code points; −1 when it has fewer. */
function endWithout(text: string, codePoints: number): number {
  let end = text.length;
  for (let left = codePoints; left > 0; left--) {
    if (end === 0) return -1;
    end -= end > 1 && isPair(text, end - 2) ? 2 : 1;
  }
  return end;
}

const isPair = (text: string, at: number): boolean => (text.codePointAt(at) ?? 0) > 0xffff;
