import type { ErrorCode } from "../errors.ts";
import type { AnyRecord } from "../export/writer.ts";

/** Refusals by a rule of ours rather than by chance: asking again would change nothing. */
const REFUSED_BY_RULE: ReadonlySet<ErrorCode> = new Set(["E_ADDRESS", "E_PORT", "E_URL", "E_TOO_LARGE", "E_TOO_DEEP"]);

/** Counts what became of the inputs, for the exit code. */
export interface Tally {
  add(record: AnyRecord): void;
  readonly done: number;
  readonly failed: number;
  /** 0, 1, 3, 4 or 5; docs/cli.md. */
  exitCode(options: { failEmpty: boolean }): number;
}

export function createTally(): Tally {
  const count = { done: 0, failed: 0, refused: 0, statements: 0 };
  return {
    add: (record) => {
      if (record.schema === "article/1") {
        count.done++;
        count.statements += record.statements?.length ?? 0;
      } else {
        count.failed++;
        if (REFUSED_BY_RULE.has(record.error.code)) count.refused++;
      }
    },
    get done() {
      return count.done;
    },
    get failed() {
      return count.failed;
    },
    exitCode: ({ failEmpty }) => {
      if (count.failed > 0) {
        if (count.done > 0) return 3;
        return count.refused === count.failed ? 4 : 1;
      }
      return failEmpty && count.statements === 0 ? 5 : 0;
    },
  };
}
