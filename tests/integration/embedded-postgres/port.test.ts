import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { pickPort } from '../../../runtime/src/adapters/embedded-postgres/pick-port.ts';
import { ask } from './support/ask.ts';
import { findServer, makeBench, ordinaryUser, ready, refused, removeInstallation } from './support/bench.ts';

afterAll(removeInstallation);

async function occupy(port: number): Promise<void> {
  const server = createServer().listen({ port, host: '127.0.0.1' });
  onTestFinished(() => void server.close());
  await once(server, 'listening');
}

it('a kept port that somebody else took is replaced by another, the hub says so, and keeps the new one', async () => {
  const bench = await makeBench(ordinaryUser);
  const first = bench.start();
  const before = await ready(first);
  await ask(before.url, `create table kept as select 'yes' as answer`);
  await first.stop();
  await occupy(before.port);

  const second = bench.start();
  const after = await ready(second);
  expect(after.port).not.toBe(before.port);
  expect(second.lines.join()).toContain(`port ${before.port} is taken`);
  expect(await ask(after.url, 'select answer from kept')).toEqual([{ answer: 'yes' }]);
  await second.stop();

  const third = bench.start();
  expect((await ready(third)).port).toBe(after.port);
  await third.stop();
});

it('a port that was asked for is used, and never replaced when it is taken', async () => {
  const bench = await makeBench(ordinaryUser);
  const port = await pickPort();
  const first = bench.start(port);
  expect((await ready(first)).port).toBe(port);
  await first.stop();
  await occupy(port);
  const outcome = await refused(bench.start(port));
  expect(outcome).toMatchObject({ code: 'database.unavailable' });
  expect(outcome.detail).toContain(`Port ${port}`);
  expect(await findServer(bench.dataDir)).toBeUndefined();
});
