/**
 * Opens lexicons and models by name, such as `data/lexicon/en/cue.tsv`, wherever they lie: on disk,
 * behind an address, in memory. The reader is passed in; nothing here touches disk or network.
 */
export interface Resources {
  /** The bytes of a resource. @throws SaysoError E_RESOURCE when there is none. */
  bytes(name: string): Promise<Uint8Array>;
}

/** The text of a UTF-8 resource. */
export async function readText(resources: Resources, name: string): Promise<string> {
  return new TextDecoder("utf-8", { fatal: true }).decode(await resources.bytes(name));
}
