import type { CommandEntry } from "./command-entry.ts";
import { DATA_OPTIONS, LIST_OPTIONS, REMARKS } from "./data-commands.ts";
import { NETWORK_OPTIONS } from "./source-options.ts";

/** The commands about sources. */
export const SOURCE_COMMANDS: readonly CommandEntry[] = [
  {
    name: "sources",
    takes: "[what] [source...]",
    about: "Lists sources. What: list, health, export (OPML), and with ids or addresses remove, pause, resume.",
    options: LIST_OPTIONS,
    examples: [
      ["sayso sources health", "what fails and why, what is silent, when each is asked again"],
      ["sayso sources export > sources.opml", "for another reader of feeds, or another machine"],
      ["sayso sources remove https://courier.example/rss", "its articles stay"],
    ],
  },
  {
    name: "watch",
    takes: "",
    about: "Asks the sources that are due and takes what is new, until it is stopped.",
    options: [
      { flags: "--once", about: "stop when everything that was due is done" },
      { flags: "--later", about: "leave statements to `sayso work`" },
      { flags: "--workers <count>", about: "threads for pages, and as many for the model (default: 1)" },
      ...NETWORK_OPTIONS,
      ...DATA_OPTIONS,
      ...REMARKS,
    ],
    examples: [
      ["sayso watch", "until Ctrl-C; a line for each article, once it is stored"],
      ["sayso watch --once --later", "for a time table of one's own"],
    ],
  },
];
