import { chown, mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import {
  everybody,
  findCluster,
  makeBench,
  ordinaryUser,
  ready,
  refused,
  removeInstallation,
} from './support/bench.ts';

afterAll(removeInstallation);

/** Root alone drops to another user, who cannot pass a private folder such as /root. */
const isRoot = (name: string) => name === 'root';

describe.each(everybody)('in a private folder of $name', (who) => {
  it('the cluster lies where its user can reach it, the log says where, and the next start finds it', async () => {
    const bench = await makeBench(who, { mode: 0o700 });
    const first = bench.start();
    const { url } = await ready(first);
    await ask(url, `create table kept as select 'yes' as answer`);
    const clusterDir = await findCluster(bench.dataDir);
    expect(clusterDir.startsWith(bench.folder)).toBe(!isRoot(who.name));
    expect(first.lines.some((line) => line.includes(path.dirname(clusterDir)))).toBe(isRoot(who.name));
    await first.stop();

    const second = bench.start();
    const after = await ready(second);
    expect(await ask(after.url, 'select answer from kept')).toEqual([{ answer: 'yes' }]);
    expect(second.lines).toEqual([]);
    await second.stop();
    const dataDir = await stat(bench.dataDir);
    expect(dataDir.uid, 'only the cluster changes hands').toBe(who.uid ?? process.getuid?.());
  });
});

it('a data folder whose data lay elsewhere and is gone does not silently start empty', async () => {
  const bench = await makeBench(ordinaryUser);
  const gone = path.join(bench.folder, 'gone');
  await mkdir(bench.dataDir);
  await writeFile(path.join(bench.dataDir, 'postgres.location'), gone);
  if (ordinaryUser.uid !== undefined) await chown(bench.dataDir, ordinaryUser.uid, ordinaryUser.uid);
  expect((await refused(bench.start())).detail).toContain(gone);
});
