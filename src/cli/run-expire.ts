import { expire, expiries } from "../desk/expire.ts";
import { secondsIn } from "../watch/policy.ts";
import { openDataFor, textOf } from "./data-options.ts";
import { openRemarks } from "./remarks.ts";
import type { Options } from "./setting.ts";

/** `sayso expire`: says what has been kept as long as it may; with --force takes it away. */
export async function runExpire(options: Options): Promise<number> {
  const older = textOf(options, "older");
  const olderThanSeconds = older === undefined ? undefined : secondsIn(older, "--older");
  const remarks = await openRemarks({ color: options["color"] !== false, quiet: options["quiet"] === true });
  const data = await openDataFor(options);
  try {
    const expired = await expiries(data, olderThanSeconds);
    const isForced = options["force"] === true;
    for (const { source, before, digests } of expired)
      remarks.note(
        `${isForced ? "taking" : "would take"} away ${digests.length} articles${source === null ? "" : ` of ${source.url}`} stored before ${before.slice(0, 19)}Z`,
      );
    if (!isForced) {
      const count = expired.reduce((sum, { digests }) => sum + digests.length, 0);
      remarks.note(count === 0 ? "nothing has expired" : "nothing was done, since --force was not given");
      return count === 0 ? 0 : 1;
    }
    remarks.note(`${await expire(expired, data)} articles taken away`);
    return 0;
  } finally {
    remarks.end();
    await data.close();
  }
}
