/** One option of a command. */
export interface OptionEntry {
  readonly flags: string;
  readonly about: string;
  /** The only values that are taken. */
  readonly values?: readonly string[];
}

/** One command, as help, completion, the parser and the documentation's test see it. */
export interface CommandEntry {
  readonly name: string;
  /** Arguments as help shows them. */
  readonly takes: string;
  readonly about: string;
  readonly options: readonly OptionEntry[];
  /** Command line and what it does. */
  readonly examples: readonly (readonly [string, string])[];
}
