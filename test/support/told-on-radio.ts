import type { ArticleRecord } from "../../src/article/record.ts";
import { recordFrom } from "./marked-record.ts";

/** A record of one statement with its channel, its addressee, who is an entity, and its day. */
export function toldOnRadio(): ArticleRecord {
  const record = recordFrom("{1s|Lind} {1q|told} Mara Oduya on Radio Nord on Monday {1c|that the dam leaked}.", {
    1: {
      channel: { kind: "broadcast", start: 24, end: 34, exact: "Radio Nord" },
      addressee: { start: 10, end: 20, exact: "Mara Oduya", entity: "e1" },
      saidAt: { start: 38, end: 44, exact: "Monday", precision: "day", date: "2024-03-04", from: "2024-03-04", to: "2024-03-04" },
    },
  });
  const mention = { start: 10, end: 20, exact: "Mara Oduya", form: "name" } as const;
  return { ...record, entities: [{ id: "e1", type: "person", name: "Mara Oduya", aliases: [], mentions: [mention], roles: [] }] };
}
