import type { Json } from "../record/source.ts";
import type { Database } from "./database.ts";
import type { NoteStore } from "./notes.ts";

/** Notes in a database. */
export function sqlNotes(database: Database): NoteStore {
  return {
    get: (kind, key) =>
      database.read(async (db) => {
        const row = await db.selectFrom("notes").select("value").where("kind", "=", kind).where("key", "=", key).executeTakeFirst();
        return row === undefined ? undefined : (JSON.parse(row.value) as Json);
      }),
    put: (kind, key, value) =>
      database.write(async (db) => {
        const row = { kind, key, value: JSON.stringify(value) };
        await db
          .insertInto("notes")
          .values(row)
          .onConflict((conflict) => conflict.columns(["kind", "key"]).doUpdateSet({ value: row.value }))
          .execute();
      }),
    remove: (kind, key) =>
      database.write(async (db) => {
        await db.deleteFrom("notes").where("kind", "=", kind).where("key", "=", key).execute();
      }),
  };
}
