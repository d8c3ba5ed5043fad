import type { Desk } from "../desk/desk.ts";
import type { DeskOptions } from "../desk/node.ts";

/** What the commands get from the process; tests pass another desk. */
export interface Setting {
  openDesk(options: DeskOptions): Promise<Desk>;
}

/** Values of options as commander gives them, by their long names in camel case. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;
