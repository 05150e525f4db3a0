import { sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { SignInTools } from './create-accounts.ts';

/** A code is valid in its own half minute and the ones beside it; kept a little longer. */
const KEPT_MS = 120_000;

/** Throws `sign_in.code_wrong` for a code that let its account in before (RFC 6238 section 5.2), seen over a shoulder. */
export async function refuseUsedCode(tools: SignInTools, accountId: string, code: string): Promise<void> {
  if (!(await useUpCode(tools, accountId, code))) throw new AppError('sign_in.code_wrong');
}

/** Uses a code up; false for one that was used before. */
export async function useUpCode(
  { database }: SignInTools,
  accountId: string,
  code: string,
): Promise<boolean> {
  await database.execute(
    sql`delete from auth.used_code where used_at < now() - ${KEPT_MS} * interval '1 millisecond'`,
  );
  const used = await database.execute(sql`
    insert into auth.used_code (account_id, code, used_at) values (${accountId}, ${code}, now())
    on conflict do nothing returning code`);
  return used.length > 0;
}
