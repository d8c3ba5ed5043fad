import type { ArticleRecord } from "../../src/article/record.ts";
import { recordFrom } from "./marked-record.ts";

/** The example report with its statements marked by hand, so that the faces are tested without a model. */
export const ferry = (): ArticleRecord =>
  recordFrom(
    `headline:: {1c|Port Hallam ferry will not sail before spring}{1q|,} {1s|operator} {1q|says}
standfirst:: {2c|Harbour engineers warned of a cracked shaft in August}, {2q|according to} {2s|letters seen by the Courier}
byline:: By Maren Oldcastle
credit:: Photograph: Ilse Brandt

PORT HALLAM, 14 November — {3c|The night ferry between Port Hallam and Nordholm will stay in dock until at least March}, {3s|its operator} {3q|said} on Thursday, leaving some 4,000 islanders with one crossing a day.

{4c|“We will not put people on a ship that we do not trust,”} {4s|Ana Lind, chief executive of Nordholm Line}, {4q|told} reporters at the quay. {4c|“It broke, we found out why, and it will take the winter to mend.”}

{5s|Lind} {5q|said} {5c|that divers had found a crack 40 centimetres long in the starboard shaft, and that a new one could not be delivered before February}. {6s|She} {6q|denied} {6c|that the company had known of the damage since the summer}.

But letters seen by the Courier suggest otherwise. {7q|According to} {7s|two engineers at the harbour office}, {7c|the line was told on 9 August that the shaft was “past its honest age”}.

{8c|“I wrote that the ship should be taken out of the water,”} {8q|said} {8s|Tomas Reyk, who retired from the office in September}. {8c|“Nobody answered. {9s|A colleague} {9q|told} me, {9c|‘{10s|They} {10q|say} {10c|there is no money for it},’} and that was the end of the matter.”}

{11s|Nordholm Line} {11q|declined to comment} {11c|on the letters}. {12s|Its spokeswoman, Greta Holm}, {12q|would say only} {12c|that the company “reads everything it is sent”}.

{13s|The island’s council} {13q|called} {13c|the decision “a second winter without a lifeline”}. {14s|Its chair, Per Aldous}, {14q|said} {14c|{15s|the mayor of Port Hallam} {15q|had promised} him {15c|that a replacement would be found “by Christmas at the latest”}}.

{16s|A spokesman for the mayor, Ida Fell}, {16q|said} {16c|no such promise had been made}.

On Nordholm, where the supermarket’s shelves were half empty on Friday, patience was thin. {17c|“They told us it was the weather,”} {17q|said} {17s|Runa Seld, 71, who was waiting for her daughter}. {17c|“It was never the weather.”}

The transport ministry has asked for a report by the end of the month. {18c|If the line is found to have ignored a warning, it could lose its licence}, {18s|officials} {18q|say}. Whether passengers will be repaid is not clear: {19s|the ministry} {19q|did not say} {19c|who would bear the cost}.

The Hallam Star, built in 1988, carried 212,000 passengers last year. It was due to be replaced in 2019.`,
    {
      4: { kind: "direct" },
      6: { polarity: "denied" },
      7: { kind: "mixed", flags: ["partial"] },
      8: { kind: "direct" },
      9: { kind: "direct", parent: "s8" },
      10: { parent: "s9" },
      11: { polarity: "refused" },
      12: { kind: "mixed", flags: ["partial"] },
      13: { kind: "mixed", flags: ["partial"] },
      14: { kind: "mixed" },
      15: { kind: "mixed", parent: "s14", flags: ["partial"] },
      16: { polarity: "denied" },
      17: { kind: "direct" },
      18: { polarity: "hypothetical" },
      19: { polarity: "not-said" },
    },
    {
      url: "https://courier.example/harbour/ferry-in-dock-until-spring",
      outlet: "The Hallam Courier",
      authors: ["Maren Oldcastle"],
      language: "en-GB",
      publishedAt: "2025-11-14T06:30:00+00:00",
    },
  );
