import { connect } from 'node:net';

import { describe, expect, it } from 'vitest';
import { createIds } from '../../runtime/src/adapters/system/create-ids.ts';
import { createBareApp } from '../../runtime/src/http/create-app.ts';
import { requestContext } from '../../runtime/src/http/middleware/request-context.ts';
import { serveApp } from '../../runtime/src/http/serve-app.ts';
import { silentLog } from '../support/silent-log.ts';

/** An app whose only route waits until the test lets it go. */
function createSlowApp() {
  const entered = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const app = createBareApp();
  app.use('*', requestContext({ log: silentLog, ids: createIds() }));
  app.onError((_failure, c) => c.text('stopping', 503));
  app.get('/slow', async (c) => {
    entered.resolve();
    await released.promise;
    return c.text('done');
  });
  app.get('/fast', (c) => c.text('fast'));
  return { app, entered: entered.promise, release: released.resolve };
}

describe('a served app', () => {
  it('says where it listens', async () => {
    const { app } = createSlowApp();
    const server = await serveApp({ app, host: '127.0.0.1', port: 0 });
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect(await (await fetch(`${server.url}/fast`)).text()).toBe('fast');
    await server.close(1_000);
  });

  it('rejects when its port is taken', async () => {
    const { app } = createSlowApp();
    const server = await serveApp({ app, host: '127.0.0.1', port: 0 });
    await expect(serveApp({ app, host: '127.0.0.1', port: server.port })).rejects.toThrow('EADDRINUSE');
    await server.close(1_000);
  });

  it('finishes what is in flight when it is closed, and takes nothing new', async () => {
    const { app, entered, release } = createSlowApp();
    const server = await serveApp({ app, host: '127.0.0.1', port: 0 });
    const answer = fetch(`${server.url}/slow`);
    await entered;
    const closed = server.close(10_000);
    await expect(fetch(`${server.url}/fast`)).rejects.toThrow();
    release();
    expect(await (await answer).text()).toBe('done');
    await closed;
  });

  it('cuts what does not end within the bound', async () => {
    const { app, entered } = createSlowApp();
    const server = await serveApp({ app, host: '127.0.0.1', port: 0 });
    const answer = fetch(`${server.url}/slow`);
    const cut = expect(answer).rejects.toThrow();
    await entered;
    await server.close(10);
    await cut;
  });

  it('gives up headers that come one byte at a time, and answers others meanwhile', async () => {
    const { app } = createSlowApp();
    const arrival = { headersTimeoutMs: 60, requestTimeoutMs: 60_000, checkEveryMs: 10 };
    const server = await serveApp({ app, host: '127.0.0.1', port: 0, arrival });
    const socket = connect(server.port, '127.0.0.1');
    let received = '';
    socket.on('data', (data) => {
      received += data;
    });
    // The byte after the last one may meet a connection that was cut.
    const given = new Promise<void>((resolve) => {
      socket.on('error', () => undefined).once('close', () => resolve());
    });
    // A byte after the other for as long as somebody listens: without the bound this never ends.
    socket.write('GET /fast HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    const drip = setInterval(() => socket.write('a'), 1).unref();
    expect(await (await fetch(`${server.url}/fast`)).text()).toBe('fast');
    await given;
    clearInterval(drip);
    expect(received).toMatch(/^HTTP\/1\.1 408 /);
    await server.close(1_000);
  });

  it('does not wait for a connection that is kept alive', async () => {
    const { app } = createSlowApp();
    const server = await serveApp({ app, host: '127.0.0.1', port: 0 });
    const socket = connect(server.port, '127.0.0.1');
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    const answered = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    socket.write('GET /fast HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await answered).toContain('200 OK');
    await server.close(10_000);
    await ended;
  });
});
