import { MENTION_FORMS, MENTION_TYPES, type MentionForm, type MentionType } from "../article/article.ts";
import { SaysoError } from "../errors.ts";
import { readLexicon } from "../resource/lexicon.ts";
import type { Resources } from "../resource/resources.ts";
import type { NameBorders } from "./several-names.ts";
import type { NameParts } from "./whole-names.ts";

/** What the model's labels of mentions mean, and the words that are no part of a name. */
export interface MentionLabels extends NameParts, NameBorders {
  readonly types: ReadonlyMap<string, MentionType>;
  readonly forms: ReadonlyMap<string, MentionForm>;
  /** In lower case, without full stops. */
  readonly titles: ReadonlySet<string>;
}

/** Reads the tables of labels and titles. @throws SaysoError E_RESOURCE, E_LEXICON */
export async function readMentionLabels(resources: Resources): Promise<MentionLabels> {
  const name = "data/ontology/mention.tsv";
  const [rows, titles, tails, particles, firmForms, regions] = await Promise.all([
    readLexicon(resources, name, ["kind", "label", "means"]),
    readLexicon(resources, "data/lexicon/en/title.tsv", ["title"]),
    readLexicon(resources, "data/lexicon/en/compound-tail.tsv", ["tail"]),
    readLexicon(resources, "data/lexicon/en/name-particle.tsv", ["particle"]),
    readLexicon(resources, "data/lexicon/en/firm-form.tsv", ["form"]),
    readLexicon(resources, "data/lexicon/en/region.tsv", ["word", "is"]),
  ]);
  const tableOf = <Meaning extends string>(kind: string, known: readonly Meaning[]): Map<string, Meaning> => {
    const own = rows.filter((row) => row.kind === kind);
    const wrong = own.find(({ means }) => !(known as readonly string[]).includes(means));
    if (wrong !== undefined) throw new SaysoError("E_LEXICON", `${name}: ${wrong.means} is none of ${known.join(", ")}`);
    return new Map(own.map(({ label, means }) => [label, means as Meaning]));
  };
  const regionWords = (kind: string): Set<string> => new Set(regions.filter((row) => row.is === kind).map(({ word }) => word));
  return {
    types: tableOf("type", MENTION_TYPES),
    forms: tableOf("form", MENTION_FORMS),
    titles: new Set(titles.map(({ title }) => title)),
    tails: new Set(tails.map(({ tail }) => tail)),
    particles: new Set(particles.map(({ particle }) => particle)),
    firmForms: new Set(firmForms.map(({ form }) => form)),
    regions: regionWords("region"),
    regionCodes: regionWords("code"),
    regionJoins: regionWords("joins"),
  };
}
