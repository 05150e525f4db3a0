import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { everybody, findServer, makeBench, ready, removeInstallation } from './support/bench.ts';

afterAll(removeInstallation);

/** No process has an id this high (pid_max is at most 2^22 on Linux, 99999 on macOS). */
const DEAD_PID = 2 ** 30;

describe.each(everybody)('three first starts at once by $name', (who) => {
  it.each([0o755, 0o700])('make one cluster and one server, in a folder of mode %o', async (mode) => {
    const bench = await makeBench(who, { mode });
    const hubs = [bench.start(), bench.start(), bench.start()];
    const servers = await Promise.all(hubs.map(ready));
    expect(new Set(servers.map((server) => server.url)).size).toBe(1);
    expect(servers.filter((server) => !server.isAdopted)).toHaveLength(1);
    for (const { url } of servers) expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await Promise.all(hubs.map((hub) => hub.stop()));
    expect(await findServer(bench.dataDir)).toBeUndefined();
  });
});

describe('three first starts at once', () => {
  it('are not hindered by the lock and the lease of a process that died', async () => {
    const bench = await makeBench({ name: 'ourselves', uid: undefined });
    await mkdir(path.join(bench.dataDir, 'postgres.users'), { recursive: true });
    await writeFile(path.join(bench.dataDir, 'postgres.lock'), `${DEAD_PID} started-1 of-a-dead-one`);
    await writeFile(path.join(bench.dataDir, 'postgres.users', `${DEAD_PID}-1`), 'started-1');
    const hubs = [bench.start(), bench.start(), bench.start()];
    const servers = await Promise.all(hubs.map(ready));
    expect(servers.filter((server) => !server.isAdopted)).toHaveLength(1);
    await Promise.all(hubs.map((hub) => hub.stop()));
    expect(await findServer(bench.dataDir)).toBeUndefined();
  });
});
