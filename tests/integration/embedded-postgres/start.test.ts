import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import {
  type Bench,
  everybody,
  findCluster,
  findServer,
  type Hub,
  makeBench,
  type Ready,
  ready,
  removeInstallation,
} from './support/bench.ts';

afterAll(removeInstallation);

describe.each(everybody)('a first start by $name', (who) => {
  let bench: Bench;
  let hub: Hub;
  let server: Ready;
  let clean = async () => {};

  beforeAll(async () => {
    bench = await makeBench(who, { onEnd: (end) => (clean = end) });
    hub = bench.start();
    server = await ready(hub);
  });
  afterAll(() => clean());

  it('gives a database in UTF-8 and UTC that is safe against power loss and listens on this machine only', async () => {
    expect(server.isAdopted).toBe(false);
    const [row] = await ask(
      server.url,
      `select current_database() as name, current_user as owner, inet_server_port() as port,
         pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale,
         current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
         current_setting('data_checksums') as checksums, current_setting('TimeZone') as zone,
         current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
         upper('ä') as upper
       from pg_database where datname = current_database()`,
    );
    expect(row).toEqual({
      name: 'seikyu',
      owner: 'seikyu',
      port: server.port,
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
      fsync: 'on',
      commit: 'on',
      checksums: 'on',
      zone: 'UTC',
      addresses: '127.0.0.1',
      sockets: '',
      upper: 'Ä',
    });
  });

  it('never runs the server as root and shows neither data nor password to others', async () => {
    const cluster = await stat(await findCluster(bench.dataDir));
    expect(cluster.uid).not.toBe(0);
    expect(cluster.mode & 0o077).toBe(0);
    expect((await stat(path.join(bench.dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600);
  });

  it('refuses a connection with another password', async () => {
    const url = new URL(server.url);
    url.password = 'guessed';
    await expect(ask(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('writes no statement and no value of a customer to its log', async () => {
    await ask(server.url, `create table customer (name text primary key)`);
    await ask(server.url, `insert into customer values ('Yamada')`);
    const again = ask(server.url, `insert into customer values ('Yamada')`);
    await expect(again).rejects.toMatchObject({ code: '23505' });
    const log = await readFile(path.join(bench.dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('Yamada');
  });

  it('keeps data, password and port over a stop and a start', async () => {
    await ask(server.url, `create table kept as select 'yes' as answer`);
    await hub.stop();
    expect(await findServer(bench.dataDir)).toBeUndefined();
    const second = bench.start();
    const after = await ready(second);
    expect(after).toMatchObject({ url: server.url, port: server.port, isAdopted: false });
    expect(await ask(after.url, 'select answer from kept')).toEqual([{ answer: 'yes' }]);
    await second.stop();
  });
});
