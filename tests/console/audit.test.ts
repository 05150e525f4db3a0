import { afterAll, beforeAll, expect, test } from 'vitest';
import { anchorAudit } from '../../runtime/src/flow/audit/anchor-audit.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';
import { waitingDeal } from './support/waiting-deal.ts';

let site: TestConsole;
let admin: string;
let invoiceId: string;

beforeAll(async () => {
  site = await createConsole();
  admin = await site.enter(site.loop.organization.author);
  invoiceId = (await site.invoiceOf(waitingDeal('1'))).id;
  await anchorAudit({ ctx: site.loop.hub.system(site.loop.organization.id) });
});
afterAll(() => site.loop.hub.close());

const page = async (path: string, language = 'en'): Promise<string> =>
  expectStrictPage(await site.get(path, { cookie: admin, headers: { 'accept-language': language } }));

test('the trail is searched by object, and an entry leads to its object and to what else its request did', async () => {
  const text = await page(`/audit?object=invoice/${invoiceId}`);
  expect(text).toContain(`href="/invoices/${invoiceId}"`);
  expect(text).toContain('submitted it for approval');
  expect(text).toContain('/audit?request=');
  expect(await page('/audit?object=invoice/inv_none')).toContain(
    'Nothing was changed that fits these filters.',
  );
});

test('how far it is sealed and the signed anchor are shown in both languages', async () => {
  const [anchor] = site.loop.hub.anchors;
  expect(await page('/audit')).toContain(`entry ${anchor?.sequence}`);
  expect(await page('/audit', 'ja')).toContain(`第${anchor?.sequence}号まで`);
  expect(await page('/audit')).toContain(anchor?.signature);
});

test('a period is exported as a file', async () => {
  const answer = await site.get('/audit/export?first=2026-11-01&last=2026-11-30&format=ndjson', {
    cookie: admin,
  });
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="audit.ndjson"');
  const lines = (await answer.text()).trimEnd().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: 'end', count: lines.length - 3 });
});

test('an invoice shows what a changed deal changed of it, from what to what', async () => {
  const deal = waitingDeal('1');
  await site.loop.tellOf({ ...deal, lines: deal.lines.map((line) => ({ ...line, quantity: '7' })) });
  await site.loop.hub.drain();
  const text = await page(`/invoices/${invoiceId}`);
  expect(text).toContain('changed what it says');
  expect(text).toMatch(/<dt>Quantity, line 1<\/dt>/);
});

test('anchors by mail are turned on in both languages, and what is no address is said at its field', async () => {
  const place = '/audit/anchor-mail';
  expect(await page('/audit')).toContain(`href="${place}"`);
  expect(await page(place)).toContain('No mail yet');
  expect(await page(place, 'ja')).toContain('毎日の署名をメールで送る');
  for (const addresses of ['', 'nobody']) {
    const refused = await site.post(place, { isOn: 'on', addresses }, { cookie: admin });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('field-addresses-error');
  }
  const saved = await site.post(
    place,
    { isOn: 'on', addresses: 'archive@auditor.example\ncfo@sanka.example' },
    { cookie: admin },
  );
  expect(saved.headers.get('location')).toBe(`${place}?done=saved`);
  await site.loop.hub.drain();
  const text = await page(place);
  expect(text).toContain('archive@auditor.example, cfo@sanka.example');
  expect(text).toContain('<td data-label="State">Sent</td>');
});
