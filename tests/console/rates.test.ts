import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../support/create-test-hub.ts';
import { mountTestConsole } from './support/create-browser.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';
import { type SignedInPerson, setUpHub } from './support/set-up-hub.ts';

let hub: TestHub;
let app: Hono;
let admin: SignedInPerson;

beforeAll(async () => {
  hub = await createTestHub();
  app = mountTestConsole(hub.deps);
  admin = await setUpHub(hub, app);
});
afterAll(() => hub.close());

const PATH = '/set-up/rates';

test('rates are entered as lines, all of them or none, and shown with their source', async () => {
  const { browser } = admin;
  expect(await expectStrictPage(await browser.get(PATH))).toContain('No rate yet');
  const lines = 'date,base,quote,rate\n2026-11-20,USD,JPY,156.25\n2026-11-20,EUR,JPY,181.5,ECB';
  const wrong = await browser.post(PATH, { rows: `${lines}\n2026-11-20,USD,JPY`, source: 'Mizuumi' });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('Line 3 cannot be read. Nothing was entered.');
  const entered = await browser.post(PATH, { rows: lines, source: 'Mizuumi' });
  expect(entered.headers.get('location')).toBe(`${PATH}?entered=2`);
  const page = await expectStrictPage(await browser.get(`${PATH}?entered=2`));
  for (const text of ['2 rates were new or changed.', '1 USD = 156.25 JPY', 'Mizuumi', '1 EUR = 181.5 JPY']) {
    expect(page).toContain(text);
  }
});

test('an unknown currency is named, and nothing lines are refused', async () => {
  const { browser } = admin;
  const unknown = await browser.post(PATH, { rows: '2026-11-20,USD,XXZ,1', source: 'x' });
  expect(await unknown.text()).toContain('XXZ is no ISO 4217 currency.');
  const nothing = await browser.post(PATH, { rows: '', source: 'x' });
  expect(await nothing.text()).toContain('Enter at least one line.');
});

test('the reference rates are turned on and off, and the page says so in both languages', async () => {
  const { browser } = admin;
  expect((await browser.post(`${PATH}/feed`, { isOn: 'on' })).headers.get('location')).toBe(
    `${PATH}?done=turnedOn`,
  );
  expect(await expectStrictPage(await browser.get(`${PATH}?done=turnedOn`))).toContain('Stop fetching them');
  expect(await expectStrictPage(await browser.get(`${PATH}?lang=ja`))).toContain('取得をやめる');
  await browser.post(`${PATH}/feed`, { isOn: 'off' });
  expect(await expectStrictPage(await browser.get(`${PATH}?lang=en`))).toContain('Fetch them');
});
