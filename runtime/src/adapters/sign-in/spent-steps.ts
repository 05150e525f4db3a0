import { sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { SignInTools } from './create-accounts.ts';

/** Longer than any step of a sign-in lasts: until then its ticket is known as spent. */
const KEPT_MS = 30 * 60_000;

/** True for a step that was taken. */
export async function isStepSpent({ database }: SignInTools, ticket: string): Promise<boolean> {
  const spent = await database.execute(sql`select 1 from auth.spent_step where ticket = ${ticket}`);
  return spent.length > 0;
}

/** Takes a step; throws `sign_in.expired` for one that was taken, also for the slower of two at once. */
export async function spendStep({ database }: SignInTools, ticket: string): Promise<void> {
  await database.execute(
    sql`delete from auth.spent_step where spent_at < now() - ${KEPT_MS} * interval '1 millisecond'`,
  );
  const taken = await database.execute(sql`
    insert into auth.spent_step (ticket, spent_at) values (${ticket}, now())
    on conflict do nothing returning ticket`);
  if (taken.length === 0) throw new AppError('sign_in.expired');
}
