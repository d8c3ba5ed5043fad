import { SaysoError } from "../errors.ts";

/**
 * Opens lexicons and models by name, such as `data/lexicon/en/cue.tsv`, wherever they lie: on disk,
 * behind an address, in memory. The reader is passed in; nothing here touches disk or network.
 */
export interface Resources {
  /** The bytes of a resource. @throws SaysoError E_RESOURCE when there is none. */
  bytes(name: string): Promise<Uint8Array>;
}

/** The text of a UTF-8 resource. @throws SaysoError E_RESOURCE when there is none or it is not UTF-8. */
export async function readText(resources: Resources, name: string): Promise<string> {
  const bytes = await resources.bytes(name);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SaysoError("E_RESOURCE", `${name}: not UTF-8`, { cause });
  }
}
