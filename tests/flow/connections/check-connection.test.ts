import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import { checkConnection } from '../../../runtime/src/flow/connections/check-connection.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { seedOrganization } from '../../support/seed-organization.ts';

let loop: Loop;
/** What the CRM does when it is asked for a record by its key. */
let find: () => Promise<undefined>;

beforeAll(async () => {
  loop = await createLoop();
  loop.crm.find = () => find();
});
afterAll(() => loop.hub.close());

const check = (ctx = loop.organization.author) =>
  checkConnection({ ctx, input: { connectionId: loop.organization.hubspot.id } });

test('a system that answers is said to work, with the time that it took', async () => {
  find = async () => {
    loop.hub.clock.advance(120);
    return undefined;
  };
  expect(await check()).toEqual({ ok: true, tookMs: 120 });
});

test('a system that lets nobody in is an answer with its code and detail, not a failure of the page', async () => {
  find = () => Promise.reject(new AppError('target.unauthorized', { detail: 'The token has expired.' }));
  expect(await check()).toEqual({ ok: false, code: 'target.unauthorized', detail: 'The token has expired.' });
});

test('our own mistake is none of its answers', async () => {
  find = () => Promise.reject(new TypeError('x is not a function'));
  await expect(check()).rejects.toThrow(TypeError);
});

test('a stranger asks about nothing here, and only an administrator asks at all', async () => {
  const stranger = await seedOrganization(loop.hub, { name: 'Stranger' });
  await expect(check(stranger.author)).rejects.toMatchObject({ code: 'connection.not_found' });
  await expect(check(loop.organization.approver)).rejects.toMatchObject({ code: 'auth.scope_missing' });
});
