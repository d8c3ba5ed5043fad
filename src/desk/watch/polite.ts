import { SaysoError } from "../../errors.ts";
import type { Answer, AskOptions } from "../../fetch/asked.ts";
import type { Json } from "../../record/source.ts";
import type { NoteStore } from "../../store/notes.ts";
import { retryAfterSeconds } from "../../watch/headers.ts";
import { type Clock, createHostGate } from "../../watch/host-gate.ts";
import type { Policy } from "../../watch/policy.ts";
import { ALL_ALLOWED, NONE_ALLOWED, parseRobots, productToken, ROBOTS_LIMIT_BYTES, type Robots } from "../../watch/robots.ts";

/** Asks hosts as their robots.txt and a source's policy want it, at the pace that they want. */
export interface PoliteAsker {
  /** @throws SaysoError E_ROBOTS when the host asks not to be read there, and as the fetcher does. */
  ask(url: string, policy: Policy, options: PoliteOptions): Promise<Answer>;
  /** Milliseconds between two requests of a host, as far as its robots.txt is known. */
  gapMs(url: string, policy: Policy): number;
  /** Until when the host of an address rests, in milliseconds since 1970; 0 when it does not. */
  restsUntil(url: string): number;
}

export interface PoliteOptions extends Pick<AskOptions, "kind" | "validators"> {
  /** Called when the host's turn has come, before each request. */
  readonly onTurn?: () => Promise<unknown>;
}

export interface PoliteParts {
  readonly ask: (url: string, options: AskOptions) => Promise<Answer>;
  readonly notes: NoteStore;
  readonly clock: Clock;
  readonly userAgent: string;
}

/** Seconds for which a robots.txt is believed (RFC 9309 section 2.4), and for which a host that fails is believed to. */
const BELIEVED_SECONDS = 24 * 3600;
const FAILING_SECONDS = 600;
/** Seconds of Crawl-delay that are obeyed; a host that asks for more is asked this often. */
const MOST_DELAY_SECONDS = 120;

/** What is remembered of a host's robots.txt: its rules, that it has none, or that it could not be had. */
interface Remembered {
  readonly untilMs: number;
  readonly robots: Robots;
}

export function createPoliteAsker({ ask, notes, clock, userAgent }: PoliteParts): PoliteAsker {
  const gate = createHostGate(clock);
  const known = new Map<string, Promise<Remembered>>();
  const settled = new Map<string, Robots>();

  /** Heard once for each answer: a server that wants to be left alone is. */
  const heard = (answer: Answer): Answer => {
    const seconds = answer.status === 429 || answer.status === 503 ? retryAfterSeconds(answer.headers, clock.now()) : null;
    if (seconds !== null) gate.rest(new URL(answer.url).hostname, clock.now() + seconds * 1000);
    return answer;
  };

  async function robotsOf(origin: string, policy: Policy): Promise<Robots> {
    const before = await known.get(origin)?.catch(() => undefined);
    if (before !== undefined && before.untilMs > clock.now()) return before.robots;
    const fetching = remembered(origin, policy);
    known.set(origin, fetching);
    fetching.catch(() => known.delete(origin));
    const { robots } = await fetching;
    settled.set(origin, robots);
    return robots;
  }

  async function remembered(origin: string, policy: Policy): Promise<Remembered> {
    const noted = readNote(await notes.get("robots", origin));
    if (noted !== undefined && noted.untilMs > clock.now()) return { untilMs: noted.untilMs, robots: rulesOf(noted.rules, userAgent) };
    const rules = await fetchRules(origin, policy);
    const untilMs = clock.now() + (rules === "failing" ? FAILING_SECONDS : BELIEVED_SECONDS) * 1000;
    await notes.put("robots", origin, { untilMs, rules });
    return { untilMs, robots: rulesOf(rules, userAgent) };
  }

  /** RFC 9309 section 2.3.1: a missing file allows everything, a host that fails nothing. */
  async function fetchRules(origin: string, policy: Policy): Promise<Rules> {
    const admit = (hop: URL): Promise<() => void> => gate.enter(hop.hostname, paceOf(policy, null));
    try {
      const answer = heard(await ask(`${origin}/robots.txt`, { kind: "robots", admit }));
      if (answer.page !== null) return { text: new TextDecoder().decode(answer.page.bytes.subarray(0, ROBOTS_LIMIT_BYTES)) };
      return answer.status >= 400 && answer.status < 500 && answer.status !== 429 ? "none" : "failing";
    } catch (thrown) {
      if (thrown instanceof SaysoError && thrown.code === "E_REDIRECTS") return "none";
      throw thrown;
    }
  }

  const admitBy =
    (policy: Policy) =>
    async (hop: URL): Promise<() => void> => {
      if (policy.robots === "ignore") return gate.enter(hop.hostname, paceOf(policy, null));
      const robots = await robotsOf(hop.origin, policy);
      if (robots === NONE_ALLOWED)
        throw new SaysoError("E_ROBOTS", `robots.txt of ${hop.host} could not be read, so nothing there is asked`);
      if (!robots.allows(hop)) throw new SaysoError("E_ROBOTS", `robots.txt of ${hop.host} forbids ${hop.pathname}`);
      return gate.enter(hop.hostname, paceOf(policy, robots.crawlDelaySeconds));
    };

  return {
    ask: async (url, policy, { onTurn, ...options }) => heard(await ask(url, { ...options, admit: whenAdmitted(admitBy(policy), onTurn) })),
    gapMs: (url, policy) => {
      const origin = URL.parse(url)?.origin ?? "";
      return paceOf(policy, policy.robots === "obey" ? (settled.get(origin)?.crawlDelaySeconds ?? null) : null).gapMs;
    },
    restsUntil: (url) => gate.restsUntil(URL.parse(url)?.hostname ?? ""),
  };
}

type Admit = (hop: URL) => Promise<() => void>;

const whenAdmitted =
  (admit: Admit, onTurn: PoliteOptions["onTurn"]): Admit =>
  async (hop) => {
    const leave = await admit(hop);
    try {
      await onTurn?.();
    } catch (thrown) {
      leave();
      throw thrown;
    }
    return leave;
  };

const paceOf = ({ gapSeconds, concurrency }: Policy, delaySeconds: number | null) => ({
  gapMs: 1000 * Math.max(gapSeconds, Math.min(delaySeconds ?? 0, MOST_DELAY_SECONDS)),
  concurrency,
});

type Rules = { readonly text: string } | "none" | "failing";

const rulesOf = (rules: Rules, userAgent: string): Robots =>
  rules === "none" ? ALL_ALLOWED : rules === "failing" ? NONE_ALLOWED : parseRobots(rules.text, productToken(userAgent));

function readNote(note: Json | undefined): { readonly untilMs: number; readonly rules: Rules } | undefined {
  if (typeof note !== "object" || note === null || !("untilMs" in note) || !("rules" in note) || typeof note["untilMs"] !== "number")
    return undefined;
  const { untilMs, rules } = note;
  if (rules === "none" || rules === "failing") return { untilMs, rules };
  return typeof rules === "object" && rules !== null && "text" in rules && typeof rules["text"] === "string"
    ? { untilMs, rules: { text: rules["text"] } }
    : undefined;
}
