import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';

let console: TestConsole;
let cookie: string;
beforeAll(async () => {
  console = await createConsole();
  cookie = await console.enter(console.loop.organization.approver);
});
afterAll(() => console.loop.hub.close());

test('an approver delegates, sees it in force, and ends it, in both languages', async () => {
  const { author } = console.loop.organization;
  const form = {
    toPersonId: author.actor.id,
    startsOn: '2026-11-20',
    endsOn: '2026-12-20',
    reason: 'Leave.',
  };
  const saved = await console.post('/approvals/delegations', form, { cookie });
  expect(saved.headers.get('location')).toBe('/approvals/delegations?done=saved');
  for (const [lang, state] of [
    ['ja', '有効'],
    ['en', 'In force'],
  ] as const) {
    const page = await expectStrictPage(await console.get(`/approvals/delegations?lang=${lang}`, { cookie }));
    expect(page).toContain('Leave.');
    expect(page).toContain(state);
  }
  const [row] = await console.loop.hub.database.owner`select id from delegations`;
  const ended = await console.post(`/approvals/delegations/${String(row?.['id'])}/end`, {}, { cookie });
  expect(ended.headers.get('location')).toBe('/approvals/delegations?done=ended');
});

test('days the wrong way round are refused at their field, and what was typed stays', async () => {
  const { author } = console.loop.organization;
  const form = {
    toPersonId: author.actor.id,
    startsOn: '2026-11-20',
    endsOn: '2026-11-01',
    reason: 'Typed.',
  };
  const answer = await console.post('/approvals/delegations', form, { cookie });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('Typed.');
});
