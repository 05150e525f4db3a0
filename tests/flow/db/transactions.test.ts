import { connect, createServer } from 'node:net';
import { sql as statement } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Tx } from '../../../runtime/src/db/open-database.ts';
import { products } from '../../../runtime/src/db/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../support/create-test-database.ts';

/** A server that is starting answers a connection with this and closes it: FATAL 57P03. */
const STARTING_UP = 'SFATAL\0C57P03\0Mthe database system is starting up\0\0';

/** The library sends this many statements before an answer; the others wait in it. */
const SENT_AT_ONCE_MAX = 100;

let database: TestDatabase;
let owner: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => undefined });
  await owner`insert into organizations (id, name, created_at) values ('org_a', 'A', now())`;
  // What is written here is about transactions; an audit entry in each would say nothing.
  await owner`alter table products disable trigger demand_audit_entry`;
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

async function addProduct(tx: Tx, id: string): Promise<void> {
  await tx
    .insert(products)
    .values({ organizationId: 'org_a', id, sku: id, name: 'P', createdAt: new Date(0) });
}

async function isStored(id: string): Promise<boolean> {
  return (await owner`select 1 from products where id = ${id}`).length > 0;
}

/** One connection, so that a statement which leaves its transaction is run by the next one. */
async function withHub(url: string, work: (hub: ReturnType<typeof openDatabase>) => Promise<void>) {
  const hub = openDatabase({ url, connectionsMax: 1 });
  try {
    await work(hub);
  } finally {
    await hub.close();
  }
}

/** The server's process behind the one connection of a hub. */
async function processOf(hub: ReturnType<typeof openDatabase>): Promise<number> {
  const [row] = await hub.inOrganization('org_a', (tx) =>
    tx.execute<{ pid: number }>(statement`select pg_backend_pid() as pid`),
  );
  return row?.pid ?? 0;
}

test('while 100 transactions of one organization wait, the one of another is next', async () => {
  await withHub(database.url, async (hub) => {
    const done: string[] = [];
    const begun = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const first = hub.inOrganization('org_a', async () => {
      begun.resolve();
      await released.promise;
    });
    await begun.promise;
    const work = (organizationId: string, name: string) =>
      hub.inOrganization(organizationId, async () => void done.push(name));
    const flood = Array.from({ length: 100 }, (_, index) => work('org_a', `a${index}`));
    const others = [work('org_b', 'b0'), work('org_b', 'b1')];
    released.resolve();
    await Promise.all([first, ...flood, ...others]);
    expect(done.slice(0, 5)).toEqual(['a0', 'b0', 'a1', 'b1', 'a2']);
    expect(done).toHaveLength(102);
  });
});

test('work that fails gives its turn to the next', async () => {
  await withHub(database.url, async (hub) => {
    const failing = Array.from({ length: 5 }, () =>
      hub.inOrganization('org_a', (tx) => tx.execute(statement`select 1 / 0`)),
    );
    const other = hub.inOrganization('org_b', async () => 'done');
    expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(
      Array(5).fill('rejected'),
    );
    expect(await other).toBe('done');
  });
});

test('a statement that waits while its connection ends is not run on the next one', async () => {
  await withHub(database.url, async (hub) => {
    const pid = await processOf(hub);
    const lost = hub.inOrganization('org_a', async (tx) => {
      await Promise.all([
        tx.execute(statement`select pg_sleep(10)`),
        ...Array.from({ length: SENT_AT_ONCE_MAX }, () => tx.execute(statement`select 1`)),
        addProduct(tx, 'prd_waiting'),
      ]);
    });
    await Promise.all([expect(lost).rejects.toThrow(), owner`select pg_terminate_backend(${pid})`]);
    // The client is of use again, and whatever was left in it has been run by now.
    await hub.inOrganization('org_a', (tx) => addProduct(tx, 'prd_after'));
    expect(await isStored('prd_after')).toBe(true);
    expect(await isStored('prd_waiting')).toBe(false);
  });
});

test('nothing of one trip is stored when its connection ends on the way', async () => {
  await withHub(database.url, async (hub) => {
    const pid = await processOf(hub);
    const lost = hub.inOneTrip('org_a', (hot) => [
      hot`select pg_sleep(10)`,
      // Its types are asked for first: what comes after it waits.
      hot`select ${'text'}::text`,
      hot`insert into products (organization_id, id, sku, name, created_at)
        values ('org_a', 'prd_trip', 'prd_trip', 'P', now())`,
    ]);
    await Promise.all([expect(lost).rejects.toThrow(), owner`select pg_terminate_backend(${pid})`]);
    await hub.inOrganization('org_a', (tx) => addProduct(tx, 'prd_after_trip'));
    expect(await isStored('prd_after_trip')).toBe(true);
    expect(await isStored('prd_trip')).toBe(false);
  });
});

test('nothing is stored when the database refuses the connection that a transaction begins on', async () => {
  const { hostname, port } = new URL(database.url);
  let connectionsCount = 0;
  const front = createServer((socket) => {
    socket.on('error', () => undefined);
    connectionsCount += 1;
    if (connectionsCount > 1) {
      const back = connect(Number(port), hostname);
      back.on('error', () => undefined);
      socket.pipe(back).pipe(socket);
      return;
    }
    const fields = Buffer.from(STARTING_UP);
    const head = Buffer.alloc(5);
    head.write('E');
    head.writeInt32BE(fields.length + 4, 1);
    socket.once('data', () => socket.end(Buffer.concat([head, fields])));
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const address = front.address();
  const url = new URL(database.url);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' ? address?.port : 0);
  await withHub(url.href, async (hub) => {
    const lost = hub.inOrganization('org_a', (tx) => addProduct(tx, 'prd_starting'));
    await expect(lost).rejects.toThrow();
    await hub.inOrganization('org_a', (tx) => addProduct(tx, 'prd_started'));
    expect(await isStored('prd_started')).toBe(true);
    expect(await isStored('prd_starting')).toBe(false);
  });
  front.close();
});

test('a branch of the work that goes on after another one failed writes nothing', async () => {
  await withHub(database.url, async (hub) => {
    const gate = Promise.withResolvers<void>();
    let late: Promise<void> | undefined;
    const failed = hub.inOrganization('org_a', async (tx) => {
      late = gate.promise.then(() => addProduct(tx, 'prd_late'));
      await Promise.all([late, tx.execute(statement`select 1 / 0`)]);
    });
    await expect(failed).rejects.toThrow();
    gate.resolve();
    await expect(late).rejects.toThrow();
    expect(await isStored('prd_late')).toBe(false);
  });
});

test('a connection past its age is not ended in the middle of a transaction', async () => {
  const url = new URL(database.url);
  // The library measures the age in seconds: every statement comes later than this.
  url.searchParams.set('max_lifetime', '0.001');
  await withHub(url.href, async (hub) => {
    await hub.inOrganization('org_a', async (tx) => {
      await tx.execute(statement`select pg_sleep(0.01)`);
      await addProduct(tx, 'prd_aged');
    });
    expect(await isStored('prd_aged')).toBe(true);
  });
});
