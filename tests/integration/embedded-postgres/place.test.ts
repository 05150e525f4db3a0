import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { everybody, findCluster, makeBench, ready, refused, removeInstallation } from './support/bench.ts';

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
  });
});

describe.each(everybody)('a start by $name', (who) => {
  it('never changes the owner of a folder but the cluster', async () => {
    const bench = await makeBench(who);
    const before = await stat(bench.folder);
    const hub = bench.start();
    await ready(hub);
    const after = await stat(bench.folder);
    expect([after.uid, after.mode]).toEqual([before.uid, before.mode]);
    const dataDir = await stat(bench.dataDir);
    expect(dataDir.uid).toBe(who.uid ?? process.getuid?.());
    await hub.stop();
  });

  it('refuses to start empty when the place of its data is gone', async () => {
    const bench = await makeBench(who, { mode: isRoot(who.name) ? 0o700 : 0o755 });
    const first = bench.start();
    await ready(first);
    await first.stop();
    await rm(path.dirname(await findCluster(bench.dataDir)), { recursive: true });
    const location = await readFile(path.join(bench.dataDir, 'postgres.location'), 'utf8').catch(
      () => undefined,
    );
    // Without a location the data lay inside, so the whole data folder is gone and a start is a first one.
    const next = bench.start();
    if (location === undefined) await ready(next).then(() => next.stop());
    else expect((await refused(next)).detail).toContain(location.trim());
  });
});
