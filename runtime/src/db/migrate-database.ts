import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type postgres from 'postgres';
import { AppError } from '../core/app-error.ts';

const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** Key of the advisory lock that lets one process migrate while the others wait. */
const MIGRATION_LOCK_KEY = 7_301_118;

/**
 * Applies the migrations that are not applied yet, in order, each in its own transaction, under one lock.
 * Returns the names of those applied now. Refuses a released migration that was edited (`database.unavailable`).
 */
export async function migrateDatabase(sql: postgres.Sql, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  const connection = await sql.reserve();
  try {
    // Waiting for another process, or building an index, may take longer than a request may.
    await connection`set statement_timeout = 0`;
    await connection`select pg_advisory_lock(${MIGRATION_LOCK_KEY})`;
    await connection`create table if not exists schema_migrations
      (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`;
    const applied = new Map(
      (await connection<{ name: string; sha256: string }[]>`select name, sha256 from schema_migrations`).map(
        (row) => [row.name, row.sha256],
      ),
    );
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
    const appliedNow: string[] = [];
    for (const name of names) {
      const text = await readFile(`${folder}/${name}`, 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const before = applied.get(name);
      if (before !== undefined && before !== sha256) {
        throw new AppError('database.unavailable', {
          detail: `Migration ${name} was edited after it was applied. Restore the released file.`,
        });
      }
      if (before !== undefined) continue;
      await connection.unsafe('begin');
      try {
        await connection.unsafe(text);
        await connection`insert into schema_migrations (name, sha256) values (${name}, ${sha256})`;
        await connection.unsafe('commit');
      } catch (cause) {
        await connection.unsafe('rollback');
        throw cause;
      }
      appliedNow.push(name);
    }
    return appliedNow;
  } finally {
    await connection`select pg_advisory_unlock(${MIGRATION_LOCK_KEY})`;
    await connection`reset statement_timeout`;
    connection.release();
  }
}
