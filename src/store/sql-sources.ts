import type { Selectable } from "kysely";
import { KEEPS } from "../record/kept-page.ts";
import { NEVER_TRIED, SOURCE_KINDS, type Source, type SourceHealth } from "../record/source.ts";
import { chunks } from "./batch.ts";
import type { Database } from "./database.ts";
import type { Listed, SourceStore } from "./sources.ts";
import type { Tables } from "./tables.ts";

/** Sources in a database. */
export function sqlSources(database: Database): SourceStore {
  return {
    put: (source) =>
      database.write(async (db) => {
        const { id, ...row } = { ...source, isActive: source.isActive ? 1 : 0, settings: JSON.stringify(source.settings) };
        const old =
          (await db.selectFrom("sources").select("id").where("id", "=", id).executeTakeFirst()) ??
          (await db.selectFrom("sources").select("id").where("url", "=", row.url).executeTakeFirst());
        const { addedAt: _, url: __, ...change } = row;
        if (old !== undefined) await db.updateTable("sources").set(change).where("id", "=", old.id).execute();
        else
          await db
            .insertInto("sources")
            .values({ id, ...row, nextTryAt: "", health: JSON.stringify(NEVER_TRIED) })
            .onConflict((conflict) => conflict.column("id").doUpdateSet(change))
            .execute();
        return old === undefined;
      }),
    move: (id, url) =>
      database.write(async (db) => {
        const other = await db.selectFrom("sources").select("id").where("url", "=", url).where("id", "<>", id).executeTakeFirst();
        if (other === undefined) await db.updateTable("sources").set({ url }).where("id", "=", id).execute();
        return other === undefined;
      }),
    get: (id) =>
      database.read(async (db) => {
        const row = await db.selectFrom("sources").selectAll().where("id", "=", id).executeTakeFirst();
        return row === undefined ? undefined : listed(row);
      }),
    all: () => database.read(async (db) => (await db.selectFrom("sources").selectAll().orderBy("url").execute()).map(listed)),
    due: (now, count) =>
      database.read(async (db) => {
        const due = db.selectFrom("sources").selectAll().where("isActive", "=", 1).where("nextTryAt", "<=", now);
        return (await due.orderBy("nextTryAt").orderBy("id").limit(count).execute()).map(listed);
      }),
    setHealth: (id, health) =>
      database.write(async (db) => {
        await db
          .updateTable("sources")
          .set({ health: JSON.stringify(health), nextTryAt: health.nextTryAt ?? "" })
          .where("id", "=", id)
          .execute();
      }),
    remove: (id) =>
      database.write(async (db) => {
        await db.deleteFrom("entries").where("source", "=", id).execute();
        const { numDeletedRows } = await db.deleteFrom("sources").where("id", "=", id).executeTakeFirst();
        return numDeletedRows > 0n;
      }),
    unseen: (id, keys) =>
      database.read(async (db) => {
        const asked = [...new Set(keys)];
        const seen = new Set<string>();
        for (const some of chunks(asked)) {
          const rows = await db.selectFrom("entries").select("key").where("source", "=", id).where("key", "in", some).execute();
          for (const { key } of rows) seen.add(key);
        }
        return asked.filter((key) => !seen.has(key));
      }),
    noteSeen: (id, keys, now) =>
      database.write(async (db) => {
        for (const some of chunks([...new Set(keys)]))
          await db
            .insertInto("entries")
            .values(some.map((key) => ({ source: id, key, seenAt: now })))
            .onConflict((conflict) => conflict.columns(["source", "key"]).doNothing())
            .execute();
      }),
  };
}

function listed(stored: Selectable<Tables["sources"]>): Listed {
  const { health, nextTryAt: _, ...row } = stored;
  return {
    source: {
      ...row,
      kind: SOURCE_KINDS.find((one) => one === row.kind) ?? "page",
      isActive: row.isActive === 1,
      keep: KEEPS.find((one) => one === row.keep) ?? "hash",
      settings: JSON.parse(row.settings) as Source["settings"],
    },
    health: JSON.parse(health) as SourceHealth,
  };
}
