import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { SignInTools } from './create-accounts.ts';

/** Wrong passwords per e-mail address before it has to wait, from wherever they come. */
const WRONG_PASSWORDS_MAX = 10;
const WINDOW_MS = 15 * 60_000;

/** Throws `sign_in.rate_limited` for an address with too many wrong passwords, whether it has an account or not. */
export async function refuseAfterFailures({ database }: SignInTools, email: string): Promise<void> {
  const [row] = await database.execute<{ failed_count: number; left_ms: number }>(sql`
    select failed_count, (extract(epoch from first_failed_at - now()) * 1000)::int + ${WINDOW_MS} as left_ms
    from auth.failed_sign_in where email_hash = ${hashOf(email)}`);
  if (row === undefined || row.left_ms <= 0 || row.failed_count < WRONG_PASSWORDS_MAX) return;
  throw new AppError('sign_in.rate_limited', { retryAfterMs: row.left_ms });
}

/** Counts a wrong password; the first one after a quiet time begins to count anew. */
export async function noteFailure({ database }: SignInTools, email: string): Promise<void> {
  await database.execute(sql`
    insert into auth.failed_sign_in as f (email_hash, failed_count, first_failed_at) values (${hashOf(email)}, 1, now())
    on conflict (email_hash) do update set
      failed_count = case when f.first_failed_at < now() - ${WINDOW_MS} * interval '1 millisecond'
        then 1 else f.failed_count + 1 end,
      first_failed_at = case when f.first_failed_at < now() - ${WINDOW_MS} * interval '1 millisecond'
        then now() else f.first_failed_at end`);
}

/** Forgets the failures of an address, and those of others that are past their time. */
export async function forgetFailures({ database }: SignInTools, email: string): Promise<void> {
  await database.execute(sql`
    delete from auth.failed_sign_in
    where email_hash = ${hashOf(email)} or first_failed_at < now() - ${WINDOW_MS} * interval '1 millisecond'`);
}

/** Stored as a hash: what somebody typed into the field may be anything, a password included. */
const hashOf = (email: string): Buffer => createHash('sha256').update(email).digest();
