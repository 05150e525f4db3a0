import { and, asc, eq, sql } from 'drizzle-orm';
import type { Accounts, ResealedFactors } from '../../flow/ports.ts';
import { AUTH_TABLES } from './auth-tables.ts';
import type { SignInTools } from './create-accounts.ts';
import { markOf, type SignInSecrets, toSecretConfig } from './sign-in-secrets.ts';

const BATCH = 50;
const { twoFactor } = AUTH_TABLES;

/** Counts the secrets and lists of backup codes under each key; every account with a second factor has one of each. */
export async function countSecondFactors({
  database,
}: SignInTools): ReturnType<Accounts['countSecondFactors']> {
  const rows = await database.execute<{ keyId: string | null; count: number }>(sql`
    select lpad(to_hex(substring(value from '^\\$ba\\$(\\d{1,15})\\$')::bigint), 12, '0') as "keyId", count(*)::int as count
    from auth.two_factor cross join lateral (values (secret), (backup_codes)) as kept (value)
    group by 1 order by 1 nulls first`);
  return [...rows];
}

/** Encrypts the next second factors that are not under the first key anew. */
export async function resealSecondFactors(
  { database, secrets }: SignInTools,
  after: string | undefined,
): Promise<ResealedFactors> {
  const mark = markOf(secrets[0].keyId);
  const rows = await database
    .select()
    .from(twoFactor)
    .where(
      sql`${twoFactor.id} > ${after ?? ''} and not (starts_with(${twoFactor.secret}, ${mark})
        and starts_with(${twoFactor.backupCodes}, ${mark}))`,
    )
    .orderBy(asc(twoFactor.id))
    .limit(BATCH);
  const unreadable: string[] = [];
  let resealedCount = 0;
  for (const row of rows) {
    const [secret, backupCodes] = await Promise.all([
      encryptAnew(secrets, row.secret),
      encryptAnew(secrets, row.backupCodes),
    ]);
    if (secret === undefined || backupCodes === undefined) {
      unreadable.push(row.userId);
      continue;
    }
    // A backup code that is used meanwhile changes the list: then the row stays as it is by now.
    const changed = await database
      .update(twoFactor)
      .set({ secret, backupCodes })
      .where(
        and(
          eq(twoFactor.id, row.id),
          eq(twoFactor.secret, row.secret),
          eq(twoFactor.backupCodes, row.backupCodes),
        ),
      )
      .returning({ id: twoFactor.id });
    resealedCount += changed.length;
  }
  return { resealedCount, unreadable, next: rows.length < BATCH ? undefined : rows.at(-1)?.id };
}

/** Undefined where no secret at hand decrypts it. What has no mark may be of any of them. */
async function encryptAnew(secrets: SignInSecrets, encrypted: string): Promise<string | undefined> {
  const { symmetricDecrypt, symmetricEncrypt } = await import('better-auth/crypto');
  for (const unmarked of secrets) {
    const key = toSecretConfig(secrets, unmarked);
    try {
      return await symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data: encrypted }) });
    } catch {
      // Authenticated encryption: a secret that is not the right one opens nothing.
    }
  }
  return undefined;
}
