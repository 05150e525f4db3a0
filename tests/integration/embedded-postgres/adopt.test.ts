import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../../runtime/src/adapters/embedded-postgres/start-embedded-postgres.ts';
import { ask } from './support/ask.ts';
import { type Bench, everybody, findServer, makeBench, ready, removeInstallation } from './support/bench.ts';

afterAll(removeInstallation);

describe.each(everybody)('adoption by $name', (who) => {
  let bench: Bench;
  let clean = async () => {};
  beforeAll(async () => {
    bench = await makeBench(who, { onEnd: (end) => (clean = end) });
  });
  afterEach(() => bench.reset());
  afterAll(() => clean());

  it('a second hub adopts the server, and the server lives until the last of them stops', async () => {
    const first = bench.start();
    const started = await ready(first);
    const second = bench.start();
    const adopted = await ready(second);
    expect(adopted).toMatchObject({ url: started.url, isAdopted: true });

    const pid = await findServer(bench.dataDir);
    await first.stop();
    expect(await findServer(bench.dataDir)).toBe(pid);
    expect(await ask(adopted.url, 'select 1 as one')).toEqual([{ one: 1 }]);

    await second.stop();
    expect(await findServer(bench.dataDir)).toBeUndefined();
  });

  it('a guest that stops leaves the server to the hub that started it', async () => {
    const owner = bench.start();
    const { url } = await ready(owner);
    const guest = bench.start();
    await ready(guest);
    await guest.stop();
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await owner.stop();
    expect(await findServer(bench.dataDir)).toBeUndefined();
  });

  it('a server whose hub was killed goes on, and the next hub adopts and in the end stops it', async () => {
    const killed = bench.start();
    const { url } = await ready(killed);
    await ask(url, `create table if not exists kept as select 'yes' as answer`);
    const pid = await findServer(bench.dataDir);
    await killed.kill();
    expect(await findServer(bench.dataDir)).toBe(pid);

    const heir = bench.start();
    const adopted = await ready(heir);
    expect(adopted.isAdopted).toBe(true);
    expect(await findServer(bench.dataDir)).toBe(pid);
    expect(await ask(adopted.url, 'select answer from kept')).toEqual([{ answer: 'yes' }]);
    await heir.stop();
    expect(await findServer(bench.dataDir)).toBeUndefined();
  });

  it('a Ctrl-C in the terminal of the hub does not reach the server', async () => {
    const hub = bench.start();
    const { url } = await ready(hub);
    // The terminal signals the whole process group, which the hub leads here.
    process.kill(-hub.pid, 'SIGINT');
    await hub.interrupted;
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await hub.stop();
    expect(await findServer(bench.dataDir)).toBeUndefined();
  });
});

describe('adoption within one process', () => {
  it('two starts share the server, a second stop of one of them does nothing, the last stop ends it', async () => {
    const bench = await makeBench({ name: 'ourselves', uid: undefined });
    const options = { dataDir: bench.dataDir, log: () => undefined };
    const [one, other] = await Promise.all([startEmbeddedPostgres(options), startEmbeddedPostgres(options)]);
    expect([one.isAdopted, other.isAdopted].sort()).toEqual([false, true]);
    await Promise.all([one.stop(), one.stop()]);
    expect(await ask(other.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await other.stop();
    expect(await findServer(bench.dataDir)).toBeUndefined();
  });
});
