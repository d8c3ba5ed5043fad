import { SaysoError } from "../errors.ts";
import { BUCKETS } from "./distance.ts";
import { PAIR_LABELS, type ReaderManifest } from "./manifest.ts";

/** How much a cue claims a word as its source or content: weight · relu(cue + word + distance) + bias, beside products by label. */
export interface PairTable {
  readonly width: number;
  /** 40 × width. */
  readonly distance: Float64Array;
  /** Width × 5: the five labels of one column side by side. */
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

/** How well a word hangs on another: dependent · head × scale + distance. */
export interface ArcTable {
  readonly distance: Float64Array;
  readonly scale: number;
}

/** Which relation an arc is: weight · relu(dependent + head + distance) + bias. */
export interface RelationTable {
  readonly width: number;
  /** 40 × width. */
  readonly distance: Float64Array;
  /** Width × labels: the labels of one column side by side. */
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

/** Whether two words are the edges of a mention: first · last × scale + width. */
export interface SpanTable {
  readonly width: Float64Array;
  readonly scale: number;
}

/** What a mention is: weight · relu(first + last + mean of all inside) + bias, types and then forms. */
export interface TypeTable {
  readonly width: number;
  /** Width × labels: the labels of one column side by side. */
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

/** The small tables that score two words together: the trainer's 32-bit numbers, held in 64 bits, which spares converting each where it is used. */
export interface Tables {
  readonly pair: PairTable;
  readonly arc: ArcTable;
  readonly relation: RelationTable;
  readonly span: SpanTable;
  readonly type: TypeTable;
}

/**
 * Reads the tables from their JSON.
 *
 * @throws SaysoError E_MANIFEST when they are not JSON or do not fit the manifest's labels and columns.
 */
export function readTables(json: string, { columns, labels }: Pick<ReaderManifest, "columns" | "labels">): Tables {
  const tables = parse(json);
  const [pair, relation, type] = [columns.pairToken[1], columns.relationDependent[1], columns.typeFirst[1]];
  const kinds = labels.types.length + labels.forms.length;
  const numbers = (table: string, key: string, ...shape: number[]): Float64Array =>
    numbersOf(tables[table]?.[key], shape, `${table}.${key}`);
  const scale = (table: string): number => {
    const value = tables[table]?.["scale"];
    return typeof value === "number" ? value : refuse(`${table}.scale is no number`);
  };
  return {
    pair: {
      width: pair,
      distance: numbers("pair", "distance", 2 * BUCKETS, pair),
      weight: transposed(numbers("pair", "weight", PAIR_LABELS, pair), PAIR_LABELS),
      bias: numbers("pair", "bias", PAIR_LABELS),
    },
    arc: { distance: numbers("arc", "distance", 2 * BUCKETS), scale: scale("arc") },
    relation: {
      width: relation,
      distance: numbers("relation", "distance", 2 * BUCKETS, relation),
      weight: transposed(numbers("relation", "weight", labels.relation.length, relation), labels.relation.length),
      bias: numbers("relation", "bias", labels.relation.length),
    },
    span: { width: numbers("span", "width", BUCKETS), scale: scale("span") },
    type: { width: type, weight: transposed(numbers("type", "weight", kinds, type), kinds), bias: numbers("type", "bias", kinds) },
  };
}

const refuse = (why: string): never => {
  throw new SaysoError("E_MANIFEST", `the model's tables: ${why}`);
};

function parse(json: string): Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>> {
  try {
    return JSON.parse(json) as Record<string, Record<string, unknown>>;
  } catch (cause) {
    throw new SaysoError("E_MANIFEST", "the model's tables are not valid JSON", { cause });
  }
}

/** The numbers of nested lists of a given shape, row after row. */
function numbersOf(value: unknown, shape: readonly number[], name: string): Float64Array {
  const flat: unknown = shape.length > 1 && Array.isArray(value) ? (value as unknown[]).flat() : value;
  const rows = Array.isArray(value) ? value.length : -1;
  const count = shape.reduce((all, size) => all * size, 1);
  if (rows !== shape[0] || !Array.isArray(flat) || flat.length !== count || !flat.every((number) => typeof number === "number"))
    return refuse(`${name} is not ${shape.join(" × ")} numbers`);
  return Float64Array.from(flat, Math.fround);
}

function transposed(matrix: Float64Array, rows: number): Float64Array {
  const columns = matrix.length / rows;
  return matrix.map((_, at) => matrix[(at % rows) * columns + Math.floor(at / rows)] ?? 0);
}
