import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { SignInTools } from './create-accounts.ts';

/** Wrong passwords per e-mail address before it has to wait, from wherever they come. */
const WRONG_PASSWORDS_MAX = 10;
const WINDOW_MS = 15 * 60_000;

/**
 * Takes one of the tries of an e-mail address, whether it has an account or not. Counted and judged in one statement
 * before the password is looked at: however many come at once, only so many are looked at. The first one after a quiet
 * time begins to count anew. Throws `sign_in.rate_limited`.
 */
export async function takeTry({ database }: SignInTools, email: string): Promise<void> {
  const isOver = sql`f.first_failed_at < now() - ${WINDOW_MS} * interval '1 millisecond'`;
  const [row] = await database.execute<{ failed_count: number; left_ms: number }>(sql`
    insert into auth.failed_sign_in as f (email_hash, failed_count, first_failed_at) values (${hashOf(email)}, 1, now())
    on conflict (email_hash) do update set
      failed_count = case when ${isOver} then 1 else least(f.failed_count + 1, ${WRONG_PASSWORDS_MAX + 1}) end,
      first_failed_at = case when ${isOver} then now() else f.first_failed_at end
    returning failed_count, (extract(epoch from first_failed_at - now()) * 1000)::int + ${WINDOW_MS} as left_ms`);
  if (row === undefined || row.failed_count <= WRONG_PASSWORDS_MAX) return;
  throw new AppError('sign_in.rate_limited', { retryAfterMs: row.left_ms });
}

/** Gives a try back that was not used: the password was not looked at. */
export async function returnTry({ database }: SignInTools, email: string): Promise<void> {
  await database.execute(sql`
    update auth.failed_sign_in set failed_count = greatest(failed_count - 1, 0) where email_hash = ${hashOf(email)}`);
}

/** Forgets the tries of an address whose password was right, and those of others that are past their time. */
export async function forgetTries({ database }: SignInTools, email: string): Promise<void> {
  await database.execute(sql`
    delete from auth.failed_sign_in
    where email_hash = ${hashOf(email)} or first_failed_at < now() - ${WINDOW_MS} * interval '1 millisecond'`);
}

/** Stored as a hash: what somebody typed into the field may be anything, a password included. */
const hashOf = (email: string): Buffer => createHash('sha256').update(email).digest();
