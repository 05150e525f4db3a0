import { realpath } from 'node:fs/promises';
import postgres from 'postgres';
import { DATABASE_NAME, type MakeUrl } from './connection-url.ts';
import { readErrorCode } from './refuse.ts';

/** Whether a server answers with our password and has our cluster open. */
export type Probe = 'ours' | 'starting' | 'unreachable';

const CONNECT_TIMEOUT_SECONDS = 5;
const INVALID_CATALOG_NAME = '3D000';
const CANNOT_CONNECT_NOW = '57P03';

/**
 * Asks by a real connection, since a port and a process id say nothing of who answers there.
 * Creates the hub's database when the cluster is ours and does not hold it yet.
 */
export async function probeCluster(makeUrl: MakeUrl, port: number, clusterDir: string): Promise<Probe> {
  try {
    return await askFolder(makeUrl(port), clusterDir);
  } catch (error) {
    const code = readErrorCode(error);
    if (code === INVALID_CATALOG_NAME) return createDatabase(makeUrl(port, 'postgres'), clusterDir);
    return code === CANNOT_CONNECT_NOW ? 'starting' : 'unreachable';
  }
}

async function createDatabase(urlOfAnother: string, clusterDir: string): Promise<Probe> {
  if ((await askFolder(urlOfAnother, clusterDir)) !== 'ours') return 'unreachable';
  await withConnection(urlOfAnother, (sql) => sql`create database ${sql(DATABASE_NAME)}`);
  return 'ours';
}

async function askFolder(url: string, clusterDir: string): Promise<Probe> {
  return withConnection(url, async (sql) => {
    const [row] = await sql<{ folder: string }[]>`select current_setting('data_directory') as folder`;
    return row !== undefined && (await isSameFolder(row.folder, clusterDir)) ? 'ours' : 'unreachable';
  });
}

async function withConnection<Value>(
  url: string,
  ask: (sql: postgres.Sql) => Promise<Value>,
): Promise<Value> {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    fetch_types: false,
    prepare: false,
    onnotice: () => undefined,
  });
  try {
    return await ask(sql);
  } finally {
    await sql.end({ timeout: 0 });
  }
}

async function isSameFolder(one: string, other: string): Promise<boolean> {
  const real = (folder: string) => realpath(folder).catch(() => folder);
  return (await real(one)) === (await real(other));
}
