import type { FlowDeps } from '../context.ts';

/** How a process of the hub calls itself towards the database: with the key that it seals with. */
export const processName = (keyId: string): string => `seikyu ${keyId}`;

/** What processes call themselves that came before keys had ids. */
const UNNAMED = 'seikyu';

/**
 * The keys that other processes of the hub seal with at this moment, without the first one of this process; null is a
 * process of a version that knows one key only.
 */
export async function findOtherProcesses({
  database,
  secretBox,
}: Pick<FlowDeps, 'database' | 'secretBox'>): Promise<(string | null)[]> {
  const [keyId] = secretBox.keyIds;
  const rows = await database.owner<{ name: string }[]>`
    select distinct application_name as name from pg_stat_activity
    where datname = current_database() and application_name <> ${processName(keyId)}
      and (application_name = ${UNNAMED} or application_name like ${processName('%')}) order by 1`;
  return rows.map(({ name }) => (name === UNNAMED ? null : name.slice(processName('').length)));
}
