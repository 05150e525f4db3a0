import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { repeatFor } from './repeat-for.ts';

/** Rows that are inserted one by one, each in a commit of its own, as a peer to compare with. */
export type SingleInserts = {
  /** One statement, ready to run. */
  statement: string;
  /** Settings of the connection, such as the role whose row-level security counts. */
  settings: Record<string, string>;
};

/**
 * How many inserts a second so many clients get done, by pgbench where it is on the machine, else by postgres.js; and
 * which of the two it was.
 */
export async function insertsPerSecond(
  url: string,
  { statement, settings }: SingleInserts,
  { clients, seconds }: { clients: number; seconds: number },
): Promise<{ perSecond: number; tool: string }> {
  const script = join(tmpdir(), `seikyu-pgbench-${process.pid}.sql`);
  await writeFile(script, `${statement};\n`);
  const args = ['-n', '-c', String(clients), '-j', '2', '-T', String(seconds), '-f', script, url];
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const env = { ...process.env, PGOPTIONS: options.join(' ') };
  const result = await promisify(execFile)('pgbench', args, { env }).catch(() => undefined);
  const found = /tps = ([0-9.]+)/.exec(result?.stdout ?? '');
  if (found !== null) return { perSecond: Number(found[1]), tool: 'pgbench' };
  const sql = postgres(url, { max: clients, onnotice: () => undefined, connection: settings });
  try {
    const works = Array.from({ length: clients }, () => () => sql.unsafe(statement));
    return { perSecond: await repeatFor(seconds, works), tool: 'postgres.js' };
  } finally {
    await sql.end();
  }
}
