import { type Kysely, sql } from "kysely";
import { type Failure, failure } from "../errors.ts";
import type { Job } from "../record/job.ts";
import type { Json } from "../record/source.ts";
import type { Database } from "./database.ts";
import type { JobStore, LeaseAsked } from "./jobs.ts";
import type { Tables } from "./tables.ts";

/** Tries after which a job is a dead letter, where it does not say: with pauses that double, a day of trouble. */
const MAX_ATTEMPTS = 5;

/** Jobs in a database. */
export function sqlJobs(database: Database): JobStore {
  return {
    add: (jobs, now) =>
      database.write(async (db) => {
        let added = 0;
        for (const { kind, key, payload, notBefore, maxAttempts } of jobs) {
          const row = {
            kind,
            key,
            payload: JSON.stringify(payload),
            dueAt: notBefore ?? now,
            attempts: 0,
            maxAttempts: maxAttempts ?? MAX_ATTEMPTS,
          };
          const { numInsertedOrUpdatedRows } = await db
            .insertInto("jobs")
            .values(row)
            .onConflict((conflict) => conflict.columns(["kind", "key"]).doNothing())
            .executeTakeFirst();
          added += Number(numInsertedOrUpdatedRows ?? 0);
        }
        return added;
      }),
    lease: (asked) => database.write((db) => lease(db, database, asked)),
    begin: (id, worker) =>
      database.write(async (db) => {
        const change = held(db, id, worker).set(({ eb }) => ({ attempts: eb("attempts", "+", 1) }));
        return (await change.returning("attempts").executeTakeFirst())?.attempts;
      }),
    extend: (id, worker, until) =>
      database.write(async (db) => {
        const { numUpdatedRows } = await held(db, id, worker).set({ dueAt: until }).executeTakeFirst();
        return numUpdatedRows > 0n;
      }),
    finish: (id, worker) =>
      database.write(async (db) => {
        const { numDeletedRows } = await db.deleteFrom("jobs").where("id", "=", id).where("worker", "=", worker).executeTakeFirst();
        return numDeletedRows > 0n;
      }),
    fail: (id, worker, why, retryAt, now) =>
      database.write(async (db) => {
        const job = await db
          .selectFrom("jobs")
          .select(["attempts", "maxAttempts"])
          .where("id", "=", id)
          .where("worker", "=", worker)
          .executeTakeFirst();
        if (job === undefined) return false;
        const isDead = retryAt === null || job.attempts >= job.maxAttempts;
        const end = isDead ? { diedAt: now } : { dueAt: retryAt };
        await held(db, id, worker)
          .set({ worker: null, failure: JSON.stringify(why), ...end })
          .execute();
        return true;
      }),
    dead: () =>
      database.read(async (db) => {
        const rows = await db.selectFrom("jobs").selectAll().where("diedAt", "is not", null).orderBy("id").execute();
        return rows.map(({ id, kind, key, payload, attempts, failure: why, diedAt }) => ({
          id,
          kind,
          key,
          payload: JSON.parse(payload) as Json,
          attempts,
          failure: why === null ? failure("E_INTERNAL", "no reason was kept") : (JSON.parse(why) as Failure),
          diedAt: diedAt ?? "",
        }));
      }),
    revive: (id, now) =>
      database.write(async (db) => {
        const change = { diedAt: null, worker: null, attempts: 0, dueAt: now };
        const { numUpdatedRows } = await db
          .updateTable("jobs")
          .set(change)
          .where("id", "=", id)
          .where("diedAt", "is not", null)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),
    counts: (now) =>
      database.read(async (db) => {
        const rows = await db.selectFrom("jobs").select(["worker", "diedAt", "dueAt"]).execute();
        const dead = rows.filter(({ diedAt }) => diedAt !== null).length;
        const running = rows.filter(({ worker, diedAt, dueAt }) => diedAt === null && worker !== null && dueAt > now).length;
        return { waiting: rows.length - dead - running, running, dead };
      }),
  };
}

const held = (db: Kysely<Tables>, id: number, worker: string) => db.updateTable("jobs").where("id", "=", id).where("worker", "=", worker);

/**
 * A job that nobody holds and one whose lease ran out are due alike. A job whose last permitted try ended without a word
 * is a dead letter: whoever tried it died with it.
 */
async function lease(db: Kysely<Tables>, database: Database, { worker, kinds, count, now, until }: LeaseAsked): Promise<readonly Job[]> {
  if (kinds.length === 0 || count < 1) return [];
  const vanished = JSON.stringify(failure("E_TIMEOUT", "the worker that tried it last never answered"));
  await db
    .updateTable("jobs")
    .set({ diedAt: now, worker: null, failure: sql`coalesce(failure, ${vanished})` })
    .where("diedAt", "is", null)
    .where("dueAt", "<=", now)
    .where("worker", "is not", null)
    .whereRef("attempts", ">=", "maxAttempts")
    .execute();
  const due = db
    .selectFrom("jobs")
    .select("id")
    .where("diedAt", "is", null)
    .where("dueAt", "<=", now)
    .where("kind", "in", kinds)
    .orderBy("dueAt")
    .orderBy("id")
    .limit(count);
  const ids = await (database.kind === "postgres" ? due.forUpdate().skipLocked() : due).execute();
  if (ids.length === 0) return [];
  const rows = await db
    .updateTable("jobs")
    .set({ worker, dueAt: until })
    .where(
      "id",
      "in",
      ids.map(({ id }) => id),
    )
    .returning(["id", "kind", "key", "payload", "attempts", "maxAttempts"])
    .execute();
  return rows.sort((a, b) => a.id - b.id).map((row) => ({ ...row, payload: JSON.parse(row.payload) as Json, leaseUntil: until }));
}
