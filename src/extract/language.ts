import { readLexicon } from "../resource/lexicon.ts";
import type { Resources } from "../resource/resources.ts";

/** The language that a text's own words suggest. */
export interface DetectedLanguage {
  /** BCP 47 code of the language; a script shared by several stands for the most read of them. */
  readonly language: string;
  /** Share of words (or letters) that speak for it, against the next best; in [0, 1]. */
  readonly score: number;
}

export interface LanguageDetector {
  /** `null` when the text is too short or nothing speaks for any language. */
  detect(text: string): DetectedLanguage | null;
}

/** Characters read: the beginning of an article tells its language. */
const CHARACTERS_READ = 6000;
/** Words below which nothing is said. */
const FEWEST_WORDS = 12;

/** Reads `data/extract/languages.tsv`. */
export async function createLanguageDetector(resources: Resources): Promise<LanguageDetector> {
  const rows = await readLexicon(resources, "data/extract/languages.tsv", ["language", "kind", "value"]);
  const words = rows.filter((row) => row.kind === "words").map((row) => ({ language: row.language, words: new Set(row.value.split(" ")) }));
  const scripts = rows
    .filter((row) => row.kind === "script")
    .map((row) => ({ language: row.language, script: new RegExp(`\\p{Script=${row.value}}`, "gu") }));
  return {
    detect(text) {
      const sample = text.slice(0, CHARACTERS_READ);
      const letters = sample.match(/\p{L}/gu)?.length ?? 0;
      const byScript = best(
        scripts.map(({ language, script }) => ({ language, share: (sample.match(script)?.length ?? 0) / Math.max(1, letters) })),
      );
      if (letters >= FEWEST_WORDS && byScript !== null && byScript.share > SCRIPT_SHARE) {
        const kana = sample.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
        const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
        if (byScript.language !== "zh" && byScript.language !== "ja")
          return { language: byScript.language, score: Math.min(1, byScript.share) };
        return { language: kana > KANA_SHARE * letters ? "ja" : "zh", score: Math.min(1, (han + kana) / letters) };
      }
      const tokens = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
      if (tokens.length < FEWEST_WORDS) return null;
      const shares = words.map(({ language, words: known }) => ({
        language,
        share: tokens.filter((token) => known.has(token)).length / tokens.length,
      }));
      const first = best(shares);
      if (first === null || first.share < FEWEST_KNOWN) return null;
      const next = Math.max(0, ...shares.filter(({ language }) => language !== first.language).map(({ share }) => share));
      return { language: first.language, score: first.share / (first.share + next) };
    },
  };
}

/** Share of letters of one script from which it decides. */
const SCRIPT_SHARE = 0.35;
/** Share of kana from which Han characters are Japanese. */
const KANA_SHARE = 0.05;
/** Share of known short words below which no language is named. Running English has 0.35 to 0.5. */
const FEWEST_KNOWN = 0.12;

function best(
  shares: readonly { readonly language: string; readonly share: number }[],
): { readonly language: string; readonly share: number } | null {
  return shares.reduce<{ readonly language: string; readonly share: number } | null>(
    (top, one) => (top === null || one.share > top.share ? one : top),
    null,
  );
}

/** Characters below which a text's language is too doubtful to refuse it. */
const FEWEST_TO_REFUSE = 200;
/** Score from which a language is clear; two kindred languages of one text score about 0.6 against each other. */
const CLEAR = 0.6;

/** A refusal when the text is clearly in none of the wanted languages; `undefined` otherwise. */
export function refuseLanguage(
  text: string,
  wanted: readonly string[],
  detector: LanguageDetector,
): { readonly ok: false; readonly reason: "E_LANGUAGE"; readonly message: string } | undefined {
  if (text.length < FEWEST_TO_REFUSE) return undefined;
  const detected = detector.detect(text);
  if (detected === null || detected.score < CLEAR || wanted.includes(detected.language)) return undefined;
  return { ok: false, reason: "E_LANGUAGE", message: `the text is in another language (${detected.language})` };
}
