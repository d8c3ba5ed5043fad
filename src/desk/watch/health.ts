import type { Validators } from "../../fetch/asked.ts";
import type { Json, SourceHealth } from "../../record/source.ts";
import type { SourceStore } from "../../store/sources.ts";
import { REASONS, type Reason } from "../../watch/reason.ts";

/** What is kept of a source between two tries, beside what every source has. */
export interface WatchState {
  readonly validators: Validators | null;
  /** Why the last try failed; null after a success. */
  readonly reason: Reason | null;
  /** When it last brought something new, oldest first; RFC 3339 in UTC. */
  readonly yields: readonly string[];
  /** How many of its articles were missed, by reason. */
  readonly missed: Readonly<Record<string, number>>;
  /** When each sitemap of an index was last changed, as it says. */
  readonly sitemaps: Readonly<Record<string, string>>;
  /** What was wrong with the feed at the last try. */
  readonly problems: readonly string[];
  /** Addresses that it had before it moved, oldest first. */
  readonly formerly: readonly Former[];
  /** Where it moved, when that is the address of another source; it is not asked any more then. */
  readonly movedTo: string | null;
}

/** An address that a source had, and when it was left; RFC 3339 in UTC. */
export interface Former {
  readonly url: string;
  readonly until: string;
}

type Fields = Readonly<Record<string, Json>>;

/** The state in a source's health; what is missing or of a wrong type is as for a new source. */
export function stateOf({ state }: SourceHealth): WatchState {
  const { validators, reason, yields, missed, sitemaps, problems, formerly, movedTo } = state as Readonly<Record<string, Json | undefined>>;
  return {
    validators: validatorsFrom(validators),
    reason: typeof reason === "string" && Object.hasOwn(REASONS, reason) ? (reason as Reason) : null,
    yields: words(yields),
    missed: Object.fromEntries(Object.entries(fields(missed)).filter((entry): entry is [string, number] => typeof entry[1] === "number")),
    sitemaps: Object.fromEntries(
      Object.entries(fields(sitemaps)).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    ),
    problems: words(problems),
    formerly: Array.isArray(formerly) ? formerly.flatMap(formerFrom) : [],
    movedTo: word(movedTo),
  };
}

/** The same as JSON. */
export const stateAsJson = (state: WatchState): Fields => JSON.parse(JSON.stringify(state)) as Fields;

const fields = (value: Json | undefined): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const words = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);
const word = (value: Json | undefined): string | null => (typeof value === "string" ? value : null);

function formerFrom(value: Json): readonly Former[] {
  const { url, until } = fields(value);
  return typeof url === "string" && typeof until === "string" ? [{ url, until }] : [];
}

/** Validators as they were kept, in a source's state or with a job. */
export function validatorsFrom(value: Json | undefined): Validators | null {
  const { url, etag, lastModified } = fields(value) as Readonly<Record<string, Json | undefined>>;
  return typeof url === "string" ? { url, etag: word(etag), lastModified: word(lastModified) } : null;
}

/** Changes the health of sources, one change of a source after another, so that none is lost. */
export interface HealthKeeper {
  change(
    id: string,
    change: (health: SourceHealth, state: WatchState) => { health?: Partial<SourceHealth>; state?: Partial<WatchState> },
  ): Promise<void>;
}

export function createHealthKeeper(sources: SourceStore): HealthKeeper {
  const last = new Map<string, Promise<void>>();

  async function changeAfter(before: Promise<void>, id: string, change: Parameters<HealthKeeper["change"]>[1]): Promise<void> {
    await before;
    const listed = await sources.get(id);
    if (listed === undefined) return;
    const state = stateOf(listed.health);
    const changed = change(listed.health, state);
    await sources.setHealth(id, { ...listed.health, ...changed.health, state: stateAsJson({ ...state, ...changed.state }) });
  }

  return {
    change: async (id, change) => {
      const work = changeAfter(last.get(id) ?? Promise.resolve(), id, change);
      last.set(
        id,
        work.catch(() => {}),
      );
      await work;
    },
  };
}
