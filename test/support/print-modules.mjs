// Preloaded by a test: prints the address of every module that is loaded.

import { writeSync } from "node:fs";
import { registerHooks } from "node:module";

registerHooks({
  load: (url, context, next) => {
    writeSync(2, `${url}\n`);
    return next(url, context);
  },
});
