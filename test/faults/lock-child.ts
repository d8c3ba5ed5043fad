/** Holds the lock of a database for so many milliseconds and says when it has it: `node lock-child.ts FILE MILLISECONDS`. */
import { setTimeout as wait } from "node:timers/promises";
import Sqlite from "better-sqlite3";

const [file = "", milliseconds = "0"] = process.argv.slice(2);
const database = new Sqlite(file);
database.exec("begin immediate");
process.stdout.write(`${JSON.stringify({ id: "lock", status: "held" })}\n`);
await wait(Number(milliseconds));
database.exec("rollback");
database.close();
