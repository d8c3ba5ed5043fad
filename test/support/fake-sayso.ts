/** The command line over the fake desk: `node test/support/fake-sayso.ts read -`. */
import { main } from "../../src/cli/main.ts";
import { fakeDesk } from "./fake-desk.ts";

await main(process.argv.slice(2), { openDesk: async () => fakeDesk() });
