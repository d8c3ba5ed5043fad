import { compareRevisions } from "../link/revision/compare.ts";
import type { Difference } from "../link/revision/difference.ts";
import { readNumberWords } from "../resource/number-words.ts";
import type { Revision } from "../store/store.ts";
import type { Data } from "./data.ts";
import { diskResources } from "./disk-resources.ts";
import { showById } from "./show.ts";

/** What was edited from one revision to the next. */
export interface Edit {
  readonly from: string;
  readonly to: string;
  /** When the later one was seen first; `null` for two articles that were named. */
  readonly at: string | null;
  /** Set when another version of the extractor made the later text, so that a difference may be its doing. */
  readonly extractorChanged: boolean;
  readonly differences: readonly Difference[];
}

/**
 * The edits between all revisions of one article, or from one article to another. Revisions whose text is not kept are
 * passed over. @throws SaysoError E_NOT_FOUND, E_AMBIGUOUS.
 */
export async function diff(ids: readonly [string] | readonly [string, string], data: Data): Promise<readonly Edit[]> {
  const numberWords = await readNumberWords(diskResources());
  const history = await historyOf(ids, data);
  const edits: Edit[] = [];
  let before: { record: NonNullable<Awaited<ReturnType<typeof recordAt>>>; revision: Revision } | undefined;
  for (const revision of history) {
    const record = await recordAt(revision, data);
    if (record === undefined) continue;
    if (before !== undefined)
      edits.push({
        from: before.revision.digest,
        to: revision.digest,
        at: ids.length === 2 ? null : revision.at,
        extractorChanged: before.revision.extractor !== revision.extractor,
        differences: compareRevisions(before.record, record, numberWords),
      });
    before = { record, revision };
  }
  return edits;
}

async function historyOf(ids: readonly string[], data: Data): Promise<readonly Revision[]> {
  const [first, second] = await Promise.all(ids.map((id) => showById(id, data)));
  if (first === undefined) return [];
  if (second === undefined) return first.revisions;
  return [first, second].map(({ article }) => ({
    url: article.record?.meta.url ?? "",
    at: article.storedAt,
    digest: article.digest,
    extractor: article.record?.made["text"] ?? null,
  }));
}

async function recordAt({ digest }: Revision, { store }: Data) {
  const kept = await store.article(digest);
  return kept?.keep === "text" ? (kept.record ?? undefined) : undefined;
}
