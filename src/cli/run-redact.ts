import { redact } from "../desk/redact.ts";
import { showById } from "../desk/show.ts";
import { SaysoError } from "../errors.ts";
import { openDataFor, textOf } from "./data-options.ts";
import { openRemarks } from "./remarks.ts";
import type { Options } from "./setting.ts";

/** `sayso redact`: says what would go; with --force takes it away. */
export async function runRedact(id: string, options: Options): Promise<number> {
  const reason = textOf(options, "reason");
  if (reason === undefined || reason.trim() === "")
    throw new SaysoError("E_USAGE", "a redaction needs a reason", { hint: "Say why with --reason; it is kept." });
  const remarks = await openRemarks({ color: options["color"] !== false, quiet: options["quiet"] === true });
  const data = await openDataFor(options);
  try {
    const { article } = await showById(id, data);
    const { digest, record } = article;
    const what = `article ${digest.slice(0, 16)} (${record?.meta.url ?? "no address"}) with ${record?.statements?.length ?? 0} statements`;
    if (options["force"] !== true) {
      remarks.note(`would take away ${what}; nothing was done, since --force was not given`);
      return 1;
    }
    await redact(digest, reason, data);
    remarks.note(`took away ${what}`);
    return 0;
  } finally {
    await data.close();
  }
}
