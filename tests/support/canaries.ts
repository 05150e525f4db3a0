import type postgres from 'postgres';

/** Stands in every secret that test support gives out; no log, table, mail or problem document may hold it. */
export const CANARY = 'canary-bird';

/** The secrets of connections that tests sign and call with. */
export const SECRETS = {
  hubspotToken: `${CANARY}-hubspot-token`,
  hubspotClientSecret: `${CANARY}-hubspot-client-secret`,
  xeroToken: `${CANARY}-xero-token`,
  xeroWebhookKey: `${CANARY}-xero-webhook-key`,
} as const;

/** An API key as it is shown once; the hub itself keeps the first twelve characters. */
const API_KEY = 'seikyu_live_[A-Za-z0-9_-]{43}';

const hexOf = (text: string): string => Buffer.from(text).toString('hex');
const LEAK = new RegExp(`${CANARY}|${hexOf(CANARY)}|${API_KEY}|${hexOf('seikyu_live_')}`);

/** Throws where a text of the hub holds a secret; the error shows what stands before it. */
export function assertNoCanary(text: string, where: string): void {
  const at = text.search(LEAK);
  if (at >= 0) throw new Error(`a secret is in ${where}, after: ${text.slice(Math.max(0, at - 200), at)}`);
}

/** Throws where a row of the hub, of its queue or of the sign-in library holds a secret, as text or as bytes. */
export async function assertNoCanaryInTables(owner: postgres.Sql): Promise<void> {
  const tables = await owner<{ place: string }[]>`
    select format('%I.%I', table_schema, table_name) as place from information_schema.tables
    where table_schema in ('public', 'pgboss', 'auth') and table_type = 'BASE TABLE'`;
  // One statement: the rows stay where they are.
  const searches = tables.map(
    ({ place }) => `(select '${place}' as place from ${place} t where t::text ~ $1 limit 1)`,
  );
  const found = await owner.unsafe(searches.join(' union all '), [LEAK.source]);
  if (found.length > 0) throw new Error(`a secret is in ${found.map(({ place }) => place).join(', ')}`);
}
