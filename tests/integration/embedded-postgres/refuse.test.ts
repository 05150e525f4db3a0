import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findBinaries } from '../../../runtime/src/adapters/embedded-postgres/find-binaries.ts';
import { everybody, makeBench, ordinaryUser, refused, removeInstallation } from './support/bench.ts';

afterAll(removeInstallation);

/** The version and the password are looked at before the cluster is opened, so it need not be a real one. */
async function makeClusterOf(majorVersion: string, dataDir: string): Promise<void> {
  await mkdir(path.join(dataDir, 'postgres'), { recursive: true });
  await writeFile(path.join(dataDir, 'postgres', 'PG_VERSION'), `${majorVersion}\n`);
  if (ordinaryUser.uid !== undefined) await chown(dataDir, ordinaryUser.uid, ordinaryUser.uid);
}

it('a data folder that cannot be written is named, with what to do', async () => {
  const bench = await makeBench(ordinaryUser);
  const locked = path.join(bench.folder, 'locked');
  await mkdir(locked);
  await chmod(locked, 0o555);
  const dataDir = path.join(locked, 'data');
  const outcome = await refused(bench.start(undefined, dataDir));
  expect(outcome.code).toBe('database.unavailable');
  expect(outcome.detail).toContain(`The data folder ${dataDir} cannot be written (EACCES)`);
  expect(outcome.detail).toContain('choose another data folder');
});

it.each(everybody)('$name hears that a data folder below a file cannot be', async (who) => {
  const bench = await makeBench(who);
  const file = path.join(bench.folder, 'file');
  await writeFile(file, '');
  const outcome = await refused(bench.start(undefined, path.join(file, 'data')));
  expect(outcome).toMatchObject({ code: 'database.unavailable' });
  expect(outcome.detail).toContain(path.join(file, 'data'));
});

it('a platform without a package is told to set DATABASE_URL', () => {
  expect(() => findBinaries('sunos', 'sparc')).toThrow(/@embedded-postgres\/sunos-sparc.*DATABASE_URL/);
});

it('a cluster of another major version is refused and left as it is', async () => {
  const bench = await makeBench(ordinaryUser);
  await makeClusterOf('17', bench.dataDir);
  const versionFile = path.join(bench.dataDir, 'postgres', 'PG_VERSION');
  await writeFile(path.join(bench.dataDir, 'postgres.password'), 'secret', { mode: 0o644 });
  const outcome = await refused(bench.start());
  expect(outcome.detail).toContain('was made by Postgres 17');
  expect(await readFile(versionFile, 'utf8')).toBe('17\n');
});

it('a lost password is named, and no new one is made up', async () => {
  const bench = await makeBench(ordinaryUser);
  await makeClusterOf('18', bench.dataDir);
  const passwordFile = path.join(bench.dataDir, 'postgres.password');
  const outcome = await refused(bench.start());
  expect(outcome.detail).toContain(passwordFile);
  await expect(readFile(passwordFile)).rejects.toMatchObject({ code: 'ENOENT' });
});
