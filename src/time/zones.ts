import { SaysoError } from "../errors.ts";
import { readLexicon } from "../resource/lexicon.ts";
import type { Resources } from "../resource/resources.ts";

/** IANA time zones by the end of a host's name. */
export type Zones = ReadonlyMap<string, string>;

const ZONES = "data/lexicon/en/outlet-zone.tsv";

/** Reads the time zones of outlets. @throws SaysoError E_RESOURCE, E_LEXICON */
export async function readZones(resources: Resources): Promise<Zones> {
  const rows = await readLexicon(resources, ZONES, ["host", "zone"]);
  for (const { zone } of rows) assertZone(zone);
  return new Map(rows.map(({ host, zone }) => [host, zone]));
}

function assertZone(zone: string): void {
  try {
    Intl.DateTimeFormat("en", { timeZone: zone });
  } catch (cause) {
    throw new SaysoError("E_LEXICON", `${ZONES}: there is no time zone ${zone}`, { cause });
  }
}

/** The zone of the outlet that an address belongs to: of the longest end of its host's name that is known. */
export function zoneOf(url: string | null, zones: Zones): string | undefined {
  if (url === null || !URL.canParse(url)) return undefined;
  const labels = new URL(url).hostname.split(".");
  const known = labels.map((_, index) => zones.get(labels.slice(index).join("."))).find((zone) => zone !== undefined);
  return known;
}
