import { SaysoError } from "../errors.ts";
import type { Json } from "../record/source.ts";

/** How one source is asked. */
export interface Policy {
  /** Whether its host's robots.txt is obeyed. */
  readonly robots: "obey" | "ignore";
  /** Seconds from one try to the next; null to go by what the server and the feed say. */
  readonly everySeconds: number | null;
  /** Seconds from one request of a host to the next; robots.txt may ask for more. */
  readonly gapSeconds: number;
  /** Requests of one host under way at once. */
  readonly concurrency: number;
  /** Whether its articles are asked again, to notice edits. */
  readonly revisits: boolean;
  /** Seconds for which its articles are kept; null for ever. */
  readonly retainSeconds: number | null;
}

/** Requests of one host, one at a time and five seconds apart: slower than a person who opens the articles of a front page. */
export const DEFAULT_POLICY: Policy = {
  robots: "obey",
  everySeconds: null,
  gapSeconds: 5,
  concurrency: 1,
  revisits: true,
  retainSeconds: null,
};

/** Names of the settings of a source that are read here, in the data folder and in OPML. */
export const POLICY_SETTINGS = ["robots", "every", "gap", "concurrency", "revisits", "retain"] as const;

/** The policy that a source's settings say; what they do not say is as by default. @throws SaysoError E_USAGE for a value that is none. */
export function policyOf(settings: Readonly<Record<string, Json>>): Policy {
  const every = written(settings, "every");
  const gap = written(settings, "gap");
  const retain = written(settings, "retain");
  const concurrency = Number(written(settings, "concurrency") ?? DEFAULT_POLICY.concurrency);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 8) throw wrong("concurrency", "a whole number from 1 to 8");
  return {
    robots: oneOf(settings, "robots", ["obey", "ignore"]) ?? DEFAULT_POLICY.robots,
    everySeconds: every === undefined ? null : secondsIn(every, "every"),
    gapSeconds: gap === undefined ? DEFAULT_POLICY.gapSeconds : secondsIn(gap, "gap"),
    concurrency,
    revisits: (oneOf(settings, "revisits", ["yes", "no"]) ?? "yes") === "yes",
    retainSeconds: retain === undefined ? null : secondsIn(retain, "retain"),
  };
}

/** A span of time such as `90`, `90s`, `15m`, `2h` or `1d`, in seconds. @throws SaysoError E_USAGE. */
export function secondsIn(text: string, name: string): number {
  const [, number, unit = "s"] = /^(\d+(?:\.\d+)?)([smhd])?$/.exec(text.trim()) ?? [];
  const seconds = Number(number) * (UNIT_SECONDS[unit] ?? Number.NaN);
  if (number === undefined || !Number.isFinite(seconds)) throw wrong(name, "a time such as 90s, 15m, 2h or 1d");
  return seconds;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

const written = (settings: Readonly<Record<string, Json>>, name: string): string | undefined => {
  const value = Object.hasOwn(settings, name) ? settings[name] : undefined;
  return typeof value === "object" || value === undefined ? undefined : String(value);
};

function oneOf<Word extends string>(settings: Readonly<Record<string, Json>>, name: string, words: readonly Word[]): Word | undefined {
  const value = written(settings, name);
  const found = words.find((word) => word === value);
  if (value !== undefined && found === undefined) throw wrong(name, words.join(" or "));
  return found;
}

const wrong = (name: string, expected: string): SaysoError => new SaysoError("E_USAGE", `the setting ${name} must be ${expected}`);
