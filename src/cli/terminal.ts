import pc from "picocolors";

export type Colors = ReturnType<typeof pc.createColors>;

/** What decides about colour. */
export interface ColorWish {
  /** `false` with --no-color. */
  readonly color: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `undefined` for a stream that is none, as Node says it. */
  readonly isTerminal: boolean | undefined;
}

/** Whether a stream gets colour; asked for standard output and standard error apart. */
export function wantsColor({ color, env, isTerminal }: ColorWish): boolean {
  const [no, force] = [env["NO_COLOR"] ?? "", env["FORCE_COLOR"] ?? ""];
  if (!color || no !== "") return false;
  if (force !== "") return force !== "0" && force !== "false";
  return isTerminal === true && env["TERM"] !== "dumb";
}

export const colorsFor = (wish: ColorWish): Colors => pc.createColors(wantsColor(wish));

/** Columns beyond which lines are tiring to read; --width may ask for more. */
const READABLE_COLUMNS = 100;
const DEFAULT_COLUMNS = 80;
/** Columns below which the view would be one word a line. */
export const LEAST_COLUMNS = 20;

/** Columns of the terminal view. */
export function widthFor(
  asked: number | undefined,
  env: Readonly<Record<string, string | undefined>>,
  columns: number | undefined,
): number {
  if (asked !== undefined) return asked;
  const told = Number(env["COLUMNS"] ?? "");
  const known = Number.isInteger(told) && told > 0 ? told : (columns ?? DEFAULT_COLUMNS);
  return Math.max(LEAST_COLUMNS, Math.min(known, READABLE_COLUMNS));
}
