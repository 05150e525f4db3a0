import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../support/create-test-hub.ts';
import { createBrowser, mountTestConsole } from './support/create-browser.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';
import { PASSWORD, type SignedInPerson, setUpHub } from './support/set-up-hub.ts';

let hub: TestHub;
let app: Hono;
let mika: SignedInPerson;

const ACCOUNT = {
  personName: 'Mika Sato',
  email: 'mika@example.com',
  newPassword: PASSWORD,
  repeat: PASSWORD,
  organizationName: 'Acme',
  baseCurrency: 'USD',
  timeZone: 'Asia/Tokyo',
  locale: 'en',
};

beforeAll(async () => {
  hub = await createTestHub();
  app = mountTestConsole(hub.deps);
});

afterAll(() => hub.close());

const firstRun = () => `/first-run/${hub.deps.setUpToken}`;

test('a new hub shows its first page at the address that it printed, and at no other', async () => {
  const browser = createBrowser(app);
  const page = await expectStrictPage(await browser.get(firstRun()));
  expect(page).toContain('Set up Seikyu');
  for (const path of ['/first-run/', `/first-run/${'x'.repeat(43)}`, `${firstRun()}x`]) {
    expect((await browser.get(path)).status).toBe(404);
    expect((await browser.post(path, ACCOUNT)).status).toBe(404);
  }
});

test('a first page with mistakes comes back with what was typed, and makes nothing', async () => {
  const browser = createBrowser(app);
  const wrong = {
    ...ACCOUNT,
    newPassword: 'short',
    repeat: 'short',
    email: 'no address',
    timeZone: 'Mars/Base',
  };
  const answer = await browser.post(firstRun(), wrong);
  expect(answer.status).toBe(422);
  const page = await answer.text();
  expect(page).toContain('value="Mika Sato"');
  expect(page).toContain('A password has 12 to 128 characters.');
  expect(page).not.toContain('value="short"');
  for (const name of ['email', 'timeZone', 'newPassword']) expect(page).toContain(`href="#field-${name}"`);
  expect(await hub.database.owner`select 1 from organizations`).toHaveLength(0);
  expect(await hub.database.owner`select 1 from auth.user`).toHaveLength(0);
});

test('two people who open it at once make one organization', async () => {
  const twice = await createTestHub();
  const console = mountTestConsole(twice.deps);
  const path = `/first-run/${twice.deps.setUpToken}`;
  const browsers = [createBrowser(console), createBrowser(console)];
  const emails = ['mika@example.com', 'other@example.com'];
  const answers = await Promise.all(
    browsers.map((browser, index) => browser.post(path, { ...ACCOUNT, email: emails[index] ?? '' })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 404]);
  expect(await twice.database.owner`select 1 from organizations`).toHaveLength(1);
  await twice.close();
});

test('a newcomer gets from the printed address to a signed-in page by account, second factor and backup codes', async () => {
  mika = await setUpHub(hub, app);
  expect(mika.backupCodes).toHaveLength(10);
  const page = await expectStrictPage(await mika.browser.get('/set-up'));
  expect(page).toContain('Getting started');
  expect(page).toContain('1 of 8 steps are done');
});

test('afterwards the address opens nothing any more', async () => {
  expect((await createBrowser(app).get(firstRun())).status).toBe(404);
  const again = await createBrowser(app).post(firstRun(), { ...ACCOUNT, email: 'late@example.com' });
  expect(again.status).toBe(404);
  expect(await hub.database.owner`select 1 from auth.user where email = 'late@example.com'`).toHaveLength(0);
});

const JP_ENTITY = {
  country: 'JP',
  legalName: '株式会社みなと',
  name: 'Minato',
  line1: '海岸通3-5-1',
  city: '横浜市',
  postalCode: '231-0002',
  email: 'seikyu@minato.example',
  currency: 'JPY',
  timeZone: 'Asia/Tokyo',
  locale: 'ja',
  rounding: 'down',
  terms: 'eom+1:day31',
  'taxClass.0': 'standard',
  'rate.0': '10',
  'from.0': '2019-10-01',
  'taxClass.1': 'reduced',
  'rate.1': '8',
  'from.1': '2019-10-01',
  bankName: 'みずうみ銀行',
  accountNumber: '1234567',
  accountName: 'カ)ミナト',
  pattern: 'JP-{year}-{seq:4}',
  firstValue: '12',
};

test('the form of an entity begins with what is usual in its country', async () => {
  const japan = await expectStrictPage(await mika.browser.get('/set-up/entity?country=JP'));
  expect(japan).toMatch(/<option value="JPY" selected/);
  expect(japan).toContain('value="10"');
  expect(japan).toContain('Registration number of a qualified invoice issuer');
  const elsewhere = await expectStrictPage(await mika.browser.get('/set-up/entity?country=other'));
  expect(elsewhere).toMatch(/<option value="EUR" selected/);
  expect(elsewhere).toMatch(/name="rate\.0"[^>]*value=""/);
});

test('a registration number with a wrong check digit is refused with the right one, also while it is typed', async () => {
  const { browser } = mika;
  const answer = await browser.post('/set-up/entity', { ...JP_ENTITY, taxRegistration: 'T8000012050002' });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('the first digit would be 7');
  const hint = async (text: string) =>
    (await browser.get(`/set-up/registration-hint?taxRegistration=${encodeURIComponent(text)}`)).text();
  expect(await hint('T8000012050002')).toContain('the first digit would be 7');
  expect(await hint('Ｔ7000012050002')).toContain('The check digit fits.');
  expect(await hint('T700001205')).toContain('T and 13 digits');
});

test('an entity is added with its taxes, numbers, rules and the number of a sole proprietor where that is said', async () => {
  const { browser } = mika;
  const wrong = { ...JP_ENTITY, taxRegistration: 'T8000012050002', soleProprietor: 'on' };
  expect((await browser.post('/set-up/entity', wrong)).status).toBe(303);
  const [entity] = await hub.database.owner`select * from entities`;
  expect(entity).toMatchObject({
    legal_name: '株式会社みなと',
    tax_registration: 'T8000012050002',
    currency: 'JPY',
  });
  const rules = await hub.database
    .owner`select tax_class, category, rate_percent::text from tax_rules order by 1`;
  expect(rules.map((rule) => [rule['tax_class'], rule['category']])).toEqual([
    ['reduced', 'AA'],
    ['standard', 'S'],
  ]);
  expect(await hub.database.owner`select 1 from rule_sets where status = 'published'`).toHaveLength(1);
  expect(await hub.database.owner`select 1 from number_series where first_value = 12`).toHaveLength(1);
});

test('a rate that is raised later ends the one before, and what was saved comes back in the form', async () => {
  const { browser } = mika;
  const [entity] = await hub.database.owner`select id from entities`;
  const path = `/set-up/entities/${String(entity?.['id'])}`;
  const raised = { 'taxClass.2': 'standard', 'rate.2': '12', 'from.2': '2027-04-01', autoSubmit: 'on' };
  const saved = await browser.post(path, { ...JP_ENTITY, ...raised, country: 'US', currency: 'USD' });
  expect(saved.status).toBe(303);
  const rules = await hub.database
    .owner`select rate_percent::float as rate, valid_to::text from tax_rules where tax_class = 'standard' order by valid_from`;
  expect(rules.map((rule) => [rule['rate'], rule['valid_to']])).toEqual([
    [10, '2027-04-01'],
    [12, null],
  ]);
  const [row] = await hub.database
    .owner`select country, currency, is_auto_submit, is_auto_send from entities`;
  expect(row).toEqual({ country: 'JP', currency: 'JPY', is_auto_submit: true, is_auto_send: false });
  const page = await expectStrictPage(await browser.get(path));
  for (const text of ['value="2027-04-01"', 'value="海岸通3-5-1"', 'JP-{year}-{seq:4}'])
    expect(page).toContain(text);
});

const PRODUCT = {
  sku: 'TEA',
  nameEn: 'Tea',
  nameJa: '煎茶',
  unit: 'BX',
  taxClass: 'reduced',
  maxDiscountPercent: '0',
};

test('a product is added by hand once, with the price of each currency that is invoiced', async () => {
  const { browser } = mika;
  const form = { ...PRODUCT, 'price.JPY': '1200' };
  expect((await browser.post('/set-up/products', form)).status).toBe(303);
  const again = await browser.post('/set-up/products', form);
  expect(again.status).toBe(400);
  expect(await again.text()).toContain('Another product has this SKU.');
  const noPrice = await browser.post('/set-up/products', { ...PRODUCT, sku: 'CUP', 'price.JPY': 'a lot' });
  expect(noPrice.status).toBe(422);
  expect(await expectStrictPage(await browser.get('/set-up/products'))).toContain('1200 JPY');
});

test('a further version with prices by quantity is added on the page of its product, and shown with its days', async () => {
  const { browser } = mika;
  const list = await expectStrictPage(await browser.get('/set-up/products'));
  const path = /href="(\/set-up\/products\/prd_[0-9a-z]+)"/.exec(list)?.[1] ?? '';
  expect(await expectStrictPage(await browser.get(path))).toContain('value="1200"');
  const next = { ...PRODUCT, maxDiscountPercent: '5', validFrom: '2027-04-01', 'model.JPY': 'volume' };
  const wrong = await browser.post(path, { ...next, 'tiers.JPY': '10 1200\n5 900\n* 800' });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('href="#field-tiers-JPY"');
  const earlier = await browser.post(path, { ...next, validFrom: '2020-01-01', 'tiers.JPY': '* 800' });
  expect(await earlier.text()).toContain('Let it begin after the last version.');
  const added = await browser.post(path, { ...next, 'tiers.JPY': '10 1200\n* 900' });
  expect(added.status).toBe(303);
  const page = await expectStrictPage(await browser.get(path));
  for (const text of ['from 1 Apr 2027', 'up to 10: 1200 JPY', 'above: 900 JPY', '5%', '10 1200']) {
    expect(page).toContain(text);
  }
});

test('what a product costs is kept with each version, shown on its page, and explained as what nobody else sees', async () => {
  const { browser } = mika;
  const form = { ...PRODUCT, sku: 'CUP', 'price.JPY': '800', 'cost.JPY': '312.5' };
  expect((await browser.post('/set-up/products', form)).status).toBe(303);
  const list = await expectStrictPage(await browser.get('/set-up/products'));
  expect(list).not.toContain('312.5');
  const path = /href="(\/set-up\/products\/prd_[0-9a-z]+)"/.exec(list)?.[1] ?? '';
  const page = await expectStrictPage(await browser.get(path));
  for (const text of ['312.5 JPY', 'value="312.5"', 'never printed, never sent to other systems']) {
    expect(page).toContain(text);
  }
  const next = { ...PRODUCT, validFrom: '2027-04-01', 'price.JPY': '800' };
  const wrong = await browser.post(path, { ...next, 'cost.JPY': '-1' });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('href="#field-cost-JPY"');
  expect((await browser.post(path, { ...next, 'cost.JPY': '' })).status).toBe(303);
  const japanese = await (await browser.get(`${path}?lang=ja`)).text();
  for (const text of ['1単位の原価(JPY)', '未登録', '312.5 JPY']) expect(japanese).toContain(text);
  await browser.get('/set-up/products?lang=en');
});

test('what is wrong with a form is said in the language of its page, with the label of the field', async () => {
  const { browser } = mika;
  const texts = { en: await wrongWith(browser, 'en'), ja: await wrongWith(browser, 'ja') };
  expect(texts.en).toEqual([
    'SKU: Another product has this SKU.',
    'Name in English: Fill this in.',
    'Unit: Use 10 characters at most.',
    'Largest discount without a question (%): This is no number. Write it plainly, such as 1200.50.',
    'List price in JPY: This is no number. Write it plainly, such as 1200.50.',
  ]);
  expect(texts.ja[0]).toBe('商品コード(SKU)：このSKUは別の商品で使われています。');
  for (const text of texts.ja) expect(text).toMatch(/：.*[ぁ-ん].*。$/);
});

/** Every sentence above the form of a product that is sent wrongly in each way. */
async function wrongWith(browser: SignedInPerson['browser'], lang: string): Promise<string[]> {
  const sentences: string[] = [];
  await browser.get(`/set-up/products?lang=${lang}`);
  for (const form of [
    { ...PRODUCT, 'price.JPY': '1200' },
    { ...PRODUCT, nameEn: '', unit: 'eleven chars', maxDiscountPercent: 'ten', 'price.JPY': '1,200' },
  ]) {
    const page = await (await browser.post('/set-up/products', form)).text();
    const list = /<ul class="wrong-list">(.*?)<\/ul>/s.exec(page)?.[1] ?? '';
    sentences.push(...[...list.matchAll(/<a [^>]*>([^<]*)<\/a>/g)].map(([, text = '']) => text));
  }
  await browser.get('/set-up/products?lang=en');
  return sentences;
}

test('the mappings can be read as a table before anything comes in', async () => {
  const list = await expectStrictPage(await mika.browser.get('/mappings'));
  const path = /href="(\/mappings\/map_[0-9a-z]+)"/.exec(list)?.[1] ?? '';
  const page = await expectStrictPage(await mika.browser.get(path));
  expect(page).toContain('← ');
  expect((await mika.browser.get('/mappings/map_00000000')).status).toBe(404);
});

test('the sample deal becomes a draft that opens, and the checklist says so', async () => {
  const { browser } = mika;
  const [entity] = await hub.database.owner`select id from entities`;
  const [product] = await hub.database.owner`select id from products`;
  const answer = await browser.post('/set-up/invoice/sample', {
    customerName: '株式会社テスト',
    customerEmail: 'keiri@test.example',
    productId: String(product?.['id']),
    quantity: '3',
    entityId: String(entity?.['id']),
  });
  expect(answer.status).toBe(303);
  const path = answer.headers.get('location') ?? '';
  const waiting = await browser.get(path);
  expect([waiting.status, waiting.headers.get('refresh')]).toEqual([200, '1']);
  await expectStrictPage(waiting);
  await hub.drain();
  const { path: invoicePath, answer: invoice } = await browser.follow(await browser.get(path));
  expect(invoicePath).toMatch(/^\/invoices\/inv_/);
  expect(await expectStrictPage(invoice)).toContain('株式会社テスト');
  const checklist = await expectStrictPage(await browser.get('/set-up'));
  expect(checklist).toContain('5 of 8 steps are done');
  expect(checklist).toMatch(/Connect HubSpot/);
});

test('the pages of the set-up are as strict in Japanese', async () => {
  for (const path of [
    '/set-up',
    '/set-up/entity',
    '/set-up/entity?country=JP',
    '/set-up/products',
    '/set-up/invoice',
    '/mappings',
  ]) {
    const mark = path.includes('?') ? '&' : '?';
    expect(await expectStrictPage(await mika.browser.get(`${path}${mark}lang=ja`))).toContain(
      '<html lang="ja">',
    );
  }
});
