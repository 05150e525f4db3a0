import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../runtime/src/core/app-error.ts';
import { deadLetters } from '../../runtime/src/db/schema/index.ts';
import { recordFailure } from '../../runtime/src/flow/record-failure.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';

let site: TestConsole;
let admin: string;
let finance: string;

beforeAll(async () => {
  site = await createConsole();
  admin = await site.enter(site.loop.organization.author);
  finance = await site.enter(site.loop.organization.approver);
});

afterAll(() => site.loop.hub.close());

const letters = () =>
  site.loop.hub.database.inOrganization(site.loop.organization.id, (tx) =>
    tx.select().from(deadLetters).orderBy(deadLetters.id),
  );

test('a list with nothing in it says so, and the board carries no banner', async () => {
  expect(await (await site.get('/exceptions', { cookie: admin })).text()).toContain('Nothing has failed');
  expect(await (await site.get('/', { cookie: admin })).text()).not.toContain('banner-warning');
});

test('stopped work shows stage, subject, code with its page, detail, attempts and times', async () => {
  site.loop.hub.setEmailOutcome({ state: 'refused', detail: '550 no such user' });
  const invoice = await site.invoiceOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  const page = await (await site.get('/exceptions', { cookie: admin })).text();
  expect(page).toContain('<h3>Send a document</h3>');
  expect(page).toContain(`<a href="/invoices/${invoice.id}">${invoice.id}</a>`);
  expect(page).toContain('<a href="/docs/errors/delivery.refused">delivery.refused</a>');
  expect(page).toContain('550 no such user');
  expect(page).toContain('1 attempt');
  expect(page).toContain('First failed 24 Nov 2026, 03:00');
  expect(page).toContain('Times are in UTC.');
});

test('only an administrator sees the button, and a form of anybody else is refused', async () => {
  const [letter] = await letters();
  const page = await (await site.get('/exceptions', { cookie: finance })).text();
  expect(page).toContain('Replaying needs an administrator.');
  expect(page).not.toContain('/replay"');
  const answer = await site.post(`/exceptions/${letter?.id}/replay`, {}, { cookie: finance });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('This needs the permission &quot;admin&quot;.');
  expect((await letters())[0]?.state).toBe('dead');
});

test('a replay runs the work again once; a second one is refused in a sentence', async () => {
  const [letter] = await letters();
  site.loop.hub.setEmailOutcome({ state: 'sent', response: 'kept' });
  const answer = await site.post(`/exceptions/${letter?.id}/replay`, {}, { cookie: admin });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/exceptions?done=replayed']);
  expect(await (await site.get('/exceptions?done=replayed', { cookie: admin })).text()).toContain(
    'Replayed.',
  );
  const again = await site.post(`/exceptions/${letter?.id}/replay`, {}, { cookie: admin });
  expect(again.status).toBe(409);
  expect(await again.text()).toContain('The dead letter was replayed already');
  expect((await letters()).map(({ state }) => state)).toEqual(['replayed']);
});

test('a dead letter that does not exist is refused', async () => {
  const answer = await site.post('/exceptions/dlq_00000000/replay', {}, { cookie: admin });
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('There is no such dead letter');
});

test('more than a page of failed work is reached in pages, each letter once', async () => {
  const { id: organizationId } = site.loop.organization;
  const { database, deps, system } = site.loop.hub;
  const invoiceIds = Array.from({ length: 60 }, () => deps.ids.next('invoice'));
  await database.inOrganization(organizationId, async (tx) => {
    for (const invoiceId of invoiceIds) {
      await recordFailure(tx, system(organizationId), {
        job: {
          stage: 'deliver',
          key: invoiceId,
          payload: { organizationId, requestId: 'req_test', invoiceId },
        },
        subject: { stage: 'deliver', invoiceId },
        error: new AppError('delivery.refused'),
        attemptCount: 1,
        isFinal: true,
      });
    }
  });
  const first = await (await site.get('/exceptions', { cookie: admin })).text();
  const older = /href="(\/exceptions\?before=[^"]+)"/.exec(first)?.[1] ?? '';
  const second = await (await site.get(older, { cookie: admin })).text();
  const shown = [...`${first}${second}`.matchAll(/<a href="\/invoices\/([^"]+)">/g)].map((match) => match[1]);
  expect(shown).toEqual(invoiceIds.toReversed());
  expect(second).not.toContain('?before=');
  expect(await (await site.get('/', { cookie: admin })).text()).toContain('60 pieces of work have stopped');
});
