/** The command line with the real network and a stand-in for the model, slow enough to be ended in the middle: `node sayso-child.ts watch --data FOLDER`. */
import { setTimeout as wait } from "node:timers/promises";
import { main } from "../../src/cli/main.ts";
import { createFetcher } from "../../src/fetch/fetcher.ts";
import { fakeDesk } from "../support/fake-desk.ts";

/** Milliseconds of each article. */
const WORK_MS = 15;
const fake = fakeDesk();

await main(process.argv.slice(2), {
  openDesk: async ({ allowAddresses = [], allowPorts = [] }) => {
    const fetcher = createFetcher({ allowAddresses, allowPorts, now: () => new Date().toISOString() });
    return {
      ...fake,
      ask: (url, options) => fetcher.ask(url, options),
      html: (page, given) => fake.html(page, page.url === null ? given : { ...given, url: page.url }),
      attribute: async (articles, layers) => {
        await wait(WORK_MS * articles.length);
        return fake.attribute(articles, layers);
      },
      close: () => fetcher.close(),
    };
  },
});
