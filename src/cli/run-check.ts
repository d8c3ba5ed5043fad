import { checkQuotation, type QuotationAnswer, type QuotationInstance } from "../desk/check-quotation.ts";
import type { Column } from "../export/list.ts";
import { counted } from "../text/counted.ts";
import { openDataFor, writeList } from "./data-options.ts";
import { plain } from "./plain.ts";
import { openRemarks } from "./remarks.ts";
import type { Options } from "./setting.ts";

const COLUMNS: readonly Column<QuotationInstance>[] = [
  { name: "article", value: ({ article }) => article.slice(0, 16) },
  { name: "publishedAt", value: ({ publishedAt }) => publishedAt?.slice(0, 10) ?? null },
  { name: "outlet", value: ({ outlet, url }) => outlet ?? url },
  { name: "source", value: ({ source }) => source },
  { name: "exact", value: ({ exact }) => exact },
  { name: "changes", value: ({ changes }) => changes.map(({ asked, found }) => `[${asked} → ${found}]`).join(" ") },
  { name: "similarity", value: ({ similarity }) => Number(similarity.toFixed(2)) },
];

/** `sayso check`: found verbatim, found changed, or not found in what there is. */
export async function runCheck(words: readonly string[], options: Options): Promise<number> {
  const remarks = await openRemarks({ color: options["color"] !== false, quiet: options["quiet"] === true });
  const data = await openDataFor(options);
  try {
    const answer = await checkQuotation(words.join(" "), data);
    const { instances, coverage } = answer;
    await writeList(
      { schema: "quotation-check/1", items: instances, next: null, notes: { answer: answer.answer, coverage } },
      COLUMNS,
      options,
    );
    remarks.note(sentenceOf(answer));
    return answer.answer === "not-found" && options["failEmpty"] === true ? 5 : 0;
  } finally {
    await data.close();
  }
}

function sentenceOf({ answer, instances, coverage }: QuotationAnswer): string {
  const { articles, outlets, earliest, latest } = coverage;
  const between = earliest === null || latest === null ? "" : ` between ${earliest.slice(0, 10)} and ${latest.slice(0, 10)}`;
  const where = `${counted(articles, "article")} of ${counted(outlets, "outlet")}${between}`;
  if (answer === "not-found") return `not found in ${where}`;
  const first = instances[0];
  if (answer === "changed") return `found changed in ${instances.length} of ${where}`;
  const who =
    first === undefined
      ? ""
      : `; first in your sources: ${plain(first.outlet ?? first.url ?? first.article.slice(0, 16))}${first.publishedAt === null ? "" : `, ${first.publishedAt.slice(0, 10)}`}`;
  return `found verbatim in ${instances.length} of ${where}${who}`;
}
