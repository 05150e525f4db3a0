import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clauseValues } from '../../runtime/src/console/read/clause-values.ts';
import { textsOf } from '../../runtime/src/console/texts/texts-of.ts';
import { approvalDecisions, invoices } from '../../runtime/src/db/schema/index.ts';
import { addProduct } from '../../runtime/src/flow/setup/add-product.ts';
import { ruleOf, workOnRules } from '../flow/rules/support/work-on-rules.ts';
import { dumpTables } from '../support/dump-tables.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { waitingDeal } from './support/waiting-deal.ts';

let site: TestConsole;
let approver: string;
let author: string;
let nextDeal = 1;

beforeAll(async () => {
  site = await createConsole();
  approver = await site.enter(site.loop.organization.approver);
  author = await site.enter(site.loop.organization.author);
});

afterAll(() => site.loop.hub.close());

const newWaiting = () => site.invoiceOf(waitingDeal(String(nextDeal++)));

/** The hidden fields of the form as the approver sees it. */
async function formOf(
  invoiceId: string,
  cookie = approver,
): Promise<{ contentHash: string; requestId: string }> {
  const page = await (await site.get(`/invoices/${invoiceId}`, { cookie })).text();
  const fieldOf = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
  return { contentHash: fieldOf('contentHash'), requestId: fieldOf('requestId') };
}

const statusOf = async (invoiceId: string) =>
  (await site.loop.invoices()).find(({ id }) => id === invoiceId)?.documentStatus;

const decisionsOf = (invoiceId: string) =>
  site.loop.hub.database.inOrganization(site.loop.organization.id, (tx) =>
    tx.select().from(approvalDecisions).where(eq(approvalDecisions.invoiceId, invoiceId)),
  );

test('an approval goes through once, and a second one is refused in a sentence', async () => {
  const { id } = await newWaiting();
  const form = { ...(await formOf(id)), decision: 'approved', reason: 'Agreed with sales' };
  const answer = await site.post(`/invoices/${id}/decision`, form, { cookie: approver });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/invoices/${id}?done=approved`]);
  expect(await statusOf(id)).toBe('approved');
  expect(await decisionsOf(id)).toMatchObject([
    { decision: 'approved', reason: 'Agreed with sales', actor: { name: 'Ken' } },
  ]);
  const again = await site.post(`/invoices/${id}/decision`, form, { cookie: approver });
  expect(again.status).toBe(409);
  expect(await again.text()).toContain('The request was decided already');
  expect(await decisionsOf(id)).toHaveLength(1);
});

test('the link of a mail changes nothing, however often programs fetch it before somebody reads it', async () => {
  const { hub } = site.loop;
  const before = hub.mails.length;
  const { id } = await newWaiting();
  await hub.drain();
  const [mail] = hub.mails.slice(before);
  const path = /https:\/\/hub\.example(\/\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
  expect(path).toContain(id);
  const dump = await dumpTables(hub);
  for (let time = 0; time < 20; time += 1) {
    for (const visit of [{}, { cookie: approver }, { cookie: author }]) {
      expect((await site.get(path, visit)).status).toBe('cookie' in visit ? 200 : 401);
    }
  }
  expect(await hub.drain()).toBe(0);
  expect(await dumpTables(hub)).toBe(dump);
  expect(await statusOf(id)).toBe('pending_approval');
});

test('a rejection without a reason is refused; with one it makes the invoice a draft again', async () => {
  const { id } = await newWaiting();
  const form = { ...(await formOf(id)), decision: 'rejected' };
  const bare = await site.post(`/invoices/${id}/decision`, { ...form, reason: '  ' }, { cookie: approver });
  expect(bare.status).toBe(422);
  expect(await bare.text()).toContain('A rejection needs a reason');
  expect(await statusOf(id)).toBe('pending_approval');
  const answer = await site.post(
    `/invoices/${id}/decision`,
    { ...form, reason: 'Too cheap' },
    { cookie: approver },
  );
  expect(answer.status).toBe(303);
  expect(await statusOf(id)).toBe('draft');
  expect(await (await site.get(`/invoices/${id}?done=rejected`, { cookie: approver })).text()).toContain(
    'Too cheap',
  );
});

test('a page made before the content changed approves nothing, and the page that comes back shows the change', async () => {
  const { id } = await newWaiting();
  const stale = await formOf(id);
  await site.loop.hub.database.inOrganization(site.loop.organization.id, (tx) =>
    tx
      .update(invoices)
      .set({ notes: ['Twice the price from now on'] })
      .where(eq(invoices.id, id)),
  );
  const answer = await site.post(
    `/invoices/${id}/decision`,
    { ...stale, decision: 'approved' },
    { cookie: approver },
  );
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('The content is not what was approved');
  expect(await decisionsOf(id)).toEqual([]);
  expect(await statusOf(id)).toBe('pending_approval');
  expect((await formOf(id)).contentHash).not.toBe(stale.contentHash);
});

test('a hash that was made up, or a request that was another, approves nothing', async () => {
  const { id } = await newWaiting();
  const other = await newWaiting();
  const own = await formOf(id);
  const foreign = await formOf(other.id);
  for (const form of [
    { ...own, contentHash: 'f'.repeat(64) },
    { ...own, requestId: foreign.requestId },
  ]) {
    const answer = await site.post(
      `/invoices/${id}/decision`,
      { ...form, decision: 'approved' },
      { cookie: approver },
    );
    expect(answer.status).toBe(409);
  }
  expect(await decisionsOf(id)).toEqual([]);
});

test('the author gets no form but a sentence, and a form of theirs is refused', async () => {
  const { id } = await newWaiting();
  const page = await (await site.get(`/invoices/${id}`, { cookie: author })).text();
  expect(page).toContain('you are its author');
  expect(page).not.toContain('name="decision"');
  const answer = await site.post(
    `/invoices/${id}/decision`,
    { ...(await formOf(id)), decision: 'approved' },
    { cookie: author },
  );
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('The author of an invoice cannot approve it');
  expect(await statusOf(id)).toBe('pending_approval');
});

test('a refused decision keeps the reason that was typed, as text', async () => {
  const { id } = await newWaiting();
  const reason = '</textarea><b>kept</b>';
  const form = { ...(await formOf(id)), contentHash: '0'.repeat(64), decision: 'rejected', reason };
  const page = await (await site.post(`/invoices/${id}/decision`, form, { cookie: approver })).text();
  expect(page).toContain('&lt;/textarea&gt;&lt;b&gt;kept&lt;/b&gt;');
  expect(page).not.toContain('<b>kept</b>');
});

test('a form that is not ours is refused as such', async () => {
  const { id } = await newWaiting();
  const answer = await site.post(`/invoices/${id}/decision`, { decision: 'perhaps' }, { cookie: approver });
  expect(answer.status).toBe(400);
  const large = await site.post(
    `/invoices/${id}/decision`,
    { reason: 'x'.repeat(20_000) },
    { cookie: approver },
  );
  expect(large.status).toBe(413);
});

test('a clause about lines tells of each line, and never the margin of the whole invoice', () => {
  const line = {
    sku: 'A',
    isMarginKnown: true,
    discountPpm: '50000',
    netMinor: '10000',
    marginPpm: '149960',
  };
  const { marginPpm: _margin, ...unknown } = line;
  const facts = {
    currency: 'USD',
    marginPpm: '999',
    lines: [line, { ...unknown, sku: 'B', isMarginKnown: false }],
  };
  const clause = 'lines.exists(l, l.isMarginKnown && l.marginPpm < 200000 && l.netMinor > 5)';
  expect(clauseValues(clause, facts, textsOf('en').rules)).toEqual([
    'A line: Net amount: A 100.00 USD · B 100.00 USD',
    'A line: Margin: A 14.996 % · B –',
    'A line: The margin is known: A yes · B no',
  ]);
  expect(clauseValues('lines.all(l, l.discountPpm == 0)', facts, textsOf('ja').rules)).toEqual([
    'いずれかの明細：値引率：A 5 % · B 5 %',
  ]);
  const many = { ...facts, lines: Array.from({ length: 11 }, () => line) };
  expect(clauseValues('lines.exists(l, l.marginPpm < 5)', many, textsOf('en').rules)[0]).toMatch(/% · …$/);
});

test('who decides sees the margin that a rule looked at, and a reader sees the clause only', async () => {
  const { loop } = site;
  const goods = { names: { en: 'Goods', ja: '商品' }, unit: 'EA', taxClass: 'standard' as const };
  const terms = { maxDiscountPercent: '10', validFrom: '2026-01-01', prices: { USD: '100' } };
  await addProduct({
    ctx: loop.organization.author,
    input: { ...goods, ...terms, sku: 'THIN', costs: { USD: '85.004' } },
  });
  const rules = workOnRules(loop, () => loop.organization.approver);
  await rules.publish(await rules.draft(() => [ruleOf('thin-margin', 'marginPpm < 200000')]));
  const { id } = await site.invoiceOf({ id: 'thin', lines: [{ id: 'thin-line', sku: 'THIN', price: '' }] });
  const read = async (cookie: string, language: string) => {
    const answer = await site.get(`/invoices/${id}`, { cookie, headers: { 'accept-language': language } });
    return answer.text();
  };
  const clause = 'marginPpm &lt; 200000';
  const english = await read(approver, 'en');
  expect(english).toContain(clause);
  expect(english).toContain('Margin of the whole invoice: 14.996 %');
  expect(await read(approver, 'ja')).toContain('請求書全体の粗利率：14.996 %');
  const viewer = await read(await site.enter(await site.person('Vera', ['viewer'])), 'en');
  expect(viewer).toContain(clause);
  expect(viewer).not.toContain('14.996');
});
