import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../runtime/src/console/texts/en.ts';
import { ja } from '../../runtime/src/console/texts/ja.ts';
import { invoices } from '../../runtime/src/db/schema/index.ts';
import { loadDocument } from '../../runtime/src/flow/load-document.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';

let site: TestConsole;
let cookie: string;
let nextDeal = 40;

beforeAll(async () => {
  site = await createConsole();
  cookie = await site.enter(await site.person('Bo', ['biller']));
});
afterAll(() => site.loop.hub.close());

const inOrganization = <T>(
  work: Parameters<typeof site.loop.hub.database.inOrganization<T>>[1],
): Promise<T> => site.loop.hub.database.inOrganization(site.loop.organization.id, work);

/** A draft that waits for an approver: 10,200.00. */
async function waiting(): Promise<{ id: string; dealId: string }> {
  const dealId = String(nextDeal++);
  const { id } = await site.invoiceOf({ id: dealId, lines: [lineOf(dealId)] });
  return { id, dealId };
}

const lineOf = (dealId: string, more: object = {}) => ({
  id: `line-${dealId}`,
  sku: 'PLAT-Y',
  discountPercent: '15',
  ...more,
});

const documentOf = (id: string) => inOrganization((tx) => loadDocument(tx, id));

/** The controls of the form as a browser would send them. */
async function formOf(id: string): Promise<Record<string, string>> {
  const text = await (await site.get(`/invoices/${id}/edit`, { cookie })).text();
  const inputs = [...text.matchAll(/<input[^>]*>/g)].flatMap(([tag]) => {
    const name = / name="([^"]+)"/.exec(tag)?.[1];
    return name === undefined || tag.includes('type="checkbox"')
      ? []
      : [[name, / value="([^"]*)"/.exec(tag)?.[1] ?? ''] as const];
  });
  const areas = [...text.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g)].map(
    ([, name = '', value = '']) => [name, value.replaceAll('&lt;', '<').replaceAll('&gt;', '>')] as const,
  );
  return Object.fromEntries([...inputs, ...areas]);
}

const save = async (id: string, typed: Record<string, string>): Promise<Response> =>
  site.post(`/invoices/${id}/edit`, { ...(await formOf(id)), reason: 'As agreed.', ...typed }, { cookie });

test('the page of an invoice leads to the form for those who may edit it, and for nobody else', async () => {
  const { id } = await waiting();
  const viewer = await site.enter(await site.person('Vi', ['viewer']));
  expect(await (await site.get(`/invoices/${id}`, { cookie })).text()).toContain(`/invoices/${id}/edit`);
  expect(await (await site.get(`/invoices/${id}`, { cookie: viewer })).text()).not.toContain(
    `/invoices/${id}/edit`,
  );
  expect((await site.get(`/invoices/${id}/edit`, { cookie: viewer })).status).toBe(403);
});

test.each([
  ['en', en],
  ['ja', ja],
] as const)(
  'the form shows what can be edited, with a label for each control, in %s',
  async (language, texts) => {
    const { id } = await waiting();
    const answer = await site.get(`/invoices/${id}/edit`, {
      cookie,
      headers: { 'accept-language': language },
    });
    const text = await answer.text();
    expect(answer.status).toBe(200);
    for (const label of Object.values(texts.edit.fields)) expect(text).toContain(label);
    for (const column of Object.values(texts.edit.columns)) expect(text).toContain(column);
    expect(text).toContain('Dana Whitfield &lt;ap@northwind.example&gt;');
  },
);

test('what is typed over is saved, the rest is left as it was', async () => {
  const { id } = await waiting();
  const answer = await save(id, {
    purchaseOrder: 'PO-9',
    recipients: 'Ann <ann@northwind.example>\ncc bo@northwind.example',
    notes: 'First note\r\nits second line\r\n\r\nSecond note',
    'lines.1.quantity': '2',
    'lines.1.discount': '1,000.00'.replace(',', ''),
  });
  expect(answer.headers.get('location')).toBe(`/invoices/${id}?done=edited`);
  expect(await documentOf(id)).toMatchObject({
    purchaseOrder: 'PO-9',
    terms: { code: 'net:30' },
    recipients: [
      { role: 'bill_to', name: 'Ann', email: 'ann@northwind.example', locale: 'en' },
      { role: 'copy', name: '', email: 'bo@northwind.example' },
    ],
    notes: ['First note\nits second line', 'Second note'],
    lines: [{ quantity: '2', unitPrice: '12000', discount: { amount: '1000.00' } }],
    totals: { payable: '23000.00' },
  });
});

test('a form in which nothing changed saves nothing and says so', async () => {
  const { id } = await waiting();
  const before = await documentOf(id);
  const answer = await save(id, {});
  expect(answer.headers.get('location')).toBe(`/invoices/${id}?done=unedited`);
  expect(await documentOf(id)).toEqual(before);
});

describe('a form that is refused comes back with what was typed', () => {
  test.each([
    ['a discount that is no number', { 'lines.1.discount': 'a lot' }, 'field-lines-1-discount'],
    ['terms that cannot be read', { terms: 'whenever' }, 'field-terms'],
    ['an address that is none', { recipients: 'Ann <ann>' }, 'field-recipients'],
    ['no reason', { purchaseOrder: 'PO-1', reason: '' }, 'field-reason'],
  ])('for %s, at its control', async (_name, typed, control) => {
    const { id } = await waiting();
    const answer = await save(id, typed);
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain(`href="#${control}"`);
    for (const value of Object.values(typed)) {
      expect(text).toContain(value.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
    }
  });

  test('when somebody else was faster', async () => {
    const { id } = await waiting();
    const first = await formOf(id);
    await save(id, { purchaseOrder: 'PO-1' });
    const answer = await site.post(
      `/invoices/${id}/edit`,
      { ...first, reason: 'Late.', purchaseOrder: 'PO-2' },
      { cookie },
    );
    expect(answer.status).toBe(409);
    expect((await documentOf(id)).purchaseOrder).toBe('PO-1');
  });
});

describe('a deal that changes under an edit', () => {
  async function conflicting(): Promise<string> {
    const { id, dealId } = await waiting();
    await save(id, { 'lines.1.quantity': '2' });
    await site.loop.tellOf({ id: dealId, lines: [lineOf(dealId, { quantity: '5' })] });
    await site.loop.hub.drain();
    return id;
  }

  test('is shown beside it with a choice, and on the page of the invoice as what stops it', async () => {
    const id = await conflicting();
    const text = await (await site.get(`/invoices/${id}/edit`, { cookie })).text();
    expect(text).toContain(en.edit.conflicts);
    expect(text).toContain(en.edit.sourceNow('5'));
    expect(text).toContain('name="choice-lines.1.quantity"');
    expect(await (await site.get(`/invoices/${id}`, { cookie })).text()).toContain(
      'its source says something new',
    );
  });

  test.each([
    ['source', '5', {}],
    ['edit', '2', { value: '2', source: '5' }],
  ])('is settled by the choice of "%s"', async (choice, quantity, edit) => {
    const id = await conflicting();
    await save(id, { 'choice-lines.1.quantity': choice });
    const document = await documentOf(id);
    expect(document.lines[0]?.quantity).toBe(quantity);
    const [row] = await inOrganization((tx) =>
      tx.select({ edits: invoices.edits }).from(invoices).where(eq(invoices.id, id)),
    );
    expect(Object.values(row?.edits ?? {})).toMatchObject(choice === 'source' ? [] : [edit]);
  });

  test('stays open when another field is saved', async () => {
    const id = await conflicting();
    await save(id, { purchaseOrder: 'PO-1' });
    const text = await (await site.get(`/invoices/${id}/edit`, { cookie })).text();
    expect(text).toContain(en.edit.conflicts);
  });
});

describe('a line that the deal does not have', () => {
  const shipping = { 'add.0.name': 'Shipping', 'add.0.unitPrice': '25.00', 'add.0.taxClass': 'standard' };

  test('is added from the form, with one more row where somebody asks for it, and shown as such', async () => {
    const { id } = await waiting();
    const before = await documentOf(id);
    const more = await save(id, { ...shipping, do: 'add-line' });
    const text = await more.text();
    expect(more.status).toBe(200);
    expect(text).toContain('value="Shipping"');
    expect(text).toContain('name="add.1.name"');
    expect(await documentOf(id)).toEqual(before);
    const second = { 'add.1.sku': 'API-P', 'add.1.quantity': '2', 'add.1.taxClass': 'standard' };
    const answer = await save(id, { ...shipping, ...second, addRows: '2' });
    expect(answer.headers.get('location')).toBe(`/invoices/${id}?done=edited`);
    expect((await documentOf(id)).lines).toMatchObject([
      { sku: 'PLAT-Y' },
      { name: 'Shipping', quantity: '1', unit: 'EA', netAmount: '25.00' },
      { sku: 'API-P', quantity: '2', netAmount: '4800.00' },
    ]);
    expect(await (await site.get(`/invoices/${id}`, { cookie })).text()).toContain(en.edit.added);
  });

  test('is edited and removed in the form like a line of the deal', async () => {
    const { id } = await waiting();
    await save(id, shipping);
    await save(id, { 'lines.2.quantity': '3' });
    expect((await documentOf(id)).lines[1]).toMatchObject({ quantity: '3', netAmount: '75.00' });
    await save(id, { 'leave-out-2': 'on' });
    expect((await documentOf(id)).lines).toHaveLength(1);
  });

  test.each([
    ['without a price', { 'add.0.unitPrice': '' }, 'field-add-0-unitPrice'],
    ['with a price that is no number', { 'add.0.unitPrice': 'cheap' }, 'field-add-0-unitPrice'],
    ['with a product and a name', { 'add.0.sku': 'API-P' }, 'field-add-0-name'],
    ['of an unknown product', { 'add.0.sku': 'NONE', 'add.0.name': '' }, 'field-add-0-name'],
  ])('%s comes back with what was typed, and what is wrong at its control', async (_name, typed, control) => {
    const { id } = await waiting();
    const answer = await save(id, { ...shipping, ...typed });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain(`href="#${control}"`);
    expect((await documentOf(id)).lines).toHaveLength(1);
  });
});

describe('a line of the deal', () => {
  async function withTwo(): Promise<{ id: string; dealId: string }> {
    const dealId = String(nextDeal++);
    const { id } = await site.invoiceOf({ id: dealId, lines: twoLines(dealId) });
    return { id, dealId };
  }

  const twoLines = (dealId: string, onboarding: object = {}) => [
    lineOf(dealId),
    { id: `onb-${dealId}`, sku: 'ONBOARD', ...onboarding },
  ];

  test('is left out by a tick and put back by another, each on the page', async () => {
    const { id } = await withTwo();
    await save(id, { 'leave-out-2': 'on' });
    expect((await documentOf(id)).lines).toMatchObject([{ sku: 'PLAT-Y' }]);
    const text = await (await site.get(`/invoices/${id}/edit`, { cookie })).text();
    expect(text).toContain(en.edit.leftOut.title);
    expect(text).toContain(en.edit.leftOut.by('Bo', 'As agreed.'));
    expect(await (await site.get(`/invoices/${id}`, { cookie })).text()).toContain('was left out by Bo');
    await save(id, { 'left-out-0': 'back' });
    expect((await documentOf(id)).lines).toMatchObject([{ sku: 'PLAT-Y' }, { sku: 'ONBOARD' }]);
  });

  test('that is the last one is not left out, which is said at its control', async () => {
    const { id } = await waiting();
    const answer = await save(id, { 'leave-out-1': 'on' });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain('href="#field-leave-out-1"');
    expect(text).toContain('The last line cannot be left out');
  });

  test.each([
    ['out', 1],
    ['back', 2],
  ])(
    'that was left out and that the deal changed is settled by the choice of "%s"',
    async (choice, lines) => {
      const { id, dealId } = await withTwo();
      await save(id, { 'leave-out-2': 'on' });
      await site.loop.tellOf({ id: dealId, lines: twoLines(dealId, { quantity: '5' }) });
      await site.loop.hub.drain();
      const text = await (await site.get(`/invoices/${id}/edit`, { cookie })).text();
      expect(text).toContain(en.edit.conflicts);
      expect(text).toContain('Deal, by now: 5 ×');
      await save(id, { 'left-out-0': choice });
      expect((await documentOf(id)).lines).toHaveLength(lines);
      const after = await (await site.get(`/invoices/${id}/edit`, { cookie })).text();
      expect(after).not.toContain(en.edit.conflicts);
    },
  );
});
