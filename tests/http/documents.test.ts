import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditEntries, documents } from '../../runtime/src/db/schema/index.ts';
import { readXml, textsAt } from '../support/read-xml.ts';
import { CARD_LINES } from '../support/sample-records.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';

let loop: HttpLoop;
let key: string;
let issued: { id: string; number: string };
let waiting: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key({ permissions: ['read'] })).key;
  await loop.tellOf({ id: '1', lines: CARD_LINES });
  await loop.tellOf({ id: '2', lines: [{ id: 'b', sku: 'PLAT-Y', discountPercent: '15' }] });
  await loop.hub.drain();
  const all = await loop.invoices();
  const first = all.find((invoice) => invoice.number !== null);
  issued = { id: first?.id ?? '', number: first?.number ?? '' };
  waiting = all.find((invoice) => invoice.number === null)?.id ?? '';
});
afterAll(() => loop.hub.close());

describe('a file of an invoice', () => {
  it.each([
    ['document.pdf', 'application/pdf', '%PDF'],
    ['document.json', 'application/json', '{'],
    ['document.xml', 'application/xml', '<?xml version="1.0" encoding="UTF-8"?>\n<Invoice '],
    ['document.svg', 'image/svg+xml', '<svg'],
    ['card.svg', 'image/svg+xml', '<svg'],
    ['card.png', 'image/png', '\x89PNG'],
  ])('%s comes with its type, its name and its hash', async (file, mediaType, begin) => {
    const response = await loop.call(key, `/v1/invoices/${issued.id}/${file}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(mediaType);
    expect(Buffer.from(bytes).toString('latin1').startsWith(begin)).toBe(true);
    expect(response.headers.get('etag')).toBe(`"${sha256}"`);
    expect(response.headers.get('x-content-sha256')).toBe(sha256);
    expect(response.headers.get('content-disposition')).toMatch(
      /^inline; filename="[A-Za-z0-9._-]+"; filename\*=UTF-8''/,
    );
  });

  it('is named by the number of the invoice', async () => {
    const { headers } = await loop.call(key, `/v1/invoices/${issued.id}/document.pdf`);
    expect(headers.get('content-disposition')).toContain(`filename="${issued.number}.pdf"`);
  });

  it('is not sent again to somebody who has it', async () => {
    const path = `/v1/invoices/${issued.id}/document.pdf`;
    const etag = (await loop.call(key, path)).headers.get('etag') ?? '';
    const response = await loop.call(key, path, { headers: { 'if-none-match': etag } });
    expect(response.status).toBe(304);
    expect(await response.text()).toBe('');
    expect((await loop.call(key, path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('that is a picture runs nothing and loads nothing', async () => {
    const { headers } = await loop.call(key, `/v1/invoices/${issued.id}/document.svg`);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*sandbox/);
  });

  it('as it was issued does not exist before the issue; the drawing does', async () => {
    await expectProblem(
      await loop.call(key, `/v1/invoices/${waiting}/document.pdf`),
      'invoice.document_not_ready',
    );
    expect((await loop.call(key, `/v1/invoices/${waiting}/document.svg`)).status).toBe(200);
    expect((await loop.call(key, `/v1/invoices/${waiting}/card.svg`)).status).toBe(200);
  });
});

describe('the electronic invoice', () => {
  const get = (id: string, as = key): Promise<Response> => loop.call(as, `/v1/invoices/${id}/document.xml`);

  it('is the issued content to the letter, and the same bytes however often and by how many it is asked for', async () => {
    const texts = await Promise.all(Array.from({ length: 4 }, async () => (await get(issued.id)).text()));
    expect(new Set(texts).size).toBe(1);
    const xml = readXml(texts[0] ?? '');
    expect(textsAt(xml, 'cbc:ID')).toEqual([issued.number]);
    expect(textsAt(xml, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toEqual(['17900.00']);
    const stored = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
      tx
        .select()
        .from(documents)
        .where(and(eq(documents.invoiceId, issued.id), eq(documents.kind, 'xml'))),
    );
    expect(stored.map(({ bytes }) => Buffer.from(bytes).toString('utf8'))).toEqual([texts[0]]);
    const audit = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
      tx
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.objectId, issued.id), eq(auditEntries.action, 'invoice.render'))),
    );
    expect(audit.filter(({ after }) => after !== null && 'xml' in after)).toHaveLength(1);
  });

  it('of a draft does not exist, and a foreign entity shows none', async () => {
    await expectProblem(await get(waiting), 'invoice.document_not_ready');
    const japanese = await loop.key({ entityIds: [loop.organization.jpEntityId] });
    await expectProblem(await get(issued.id, japanese.key), 'auth.entity_not_granted');
  });

  it('in a format that is asked for is refused by the rules of that format, which the stored one keeps its bytes beside', async () => {
    const before = await (await get(issued.id)).text();
    const path = `/v1/invoices/${issued.id}/document.xml?format=`;
    const problem = await expectProblem(await loop.call(key, `${path}xrechnung`), 'einvoice.refused');
    expect(problem.errors?.map(({ code }) => code)).toContain('BR-DE-15');
    await expectProblem(await loop.call(key, `${path}pdf`), 'request.invalid');
    expect(await (await get(issued.id)).text()).toBe(before);
  });

  it('is refused with the rule that the invoice breaks, and nothing is stored', async () => {
    const pushed = await loop.key({ permissions: ['ingest'] });
    const push = (object: string, json: object): Promise<Response> =>
      loop.call(pushed.key, `/v1/records/csv/${object}`, { json, idempotencyKey: `no-address-${object}` });
    await push('customer', { id: 'C-1', name: 'No Address Ltd', email: 'ap@no-address.example' });
    await push('deal', { id: 'D-1', customer_id: 'C-1', currency: 'USD', sku: 'API-P' });
    await loop.hub.drain();
    const invoice = (await loop.invoices()).find(({ buyer }) => buyer.name === 'No Address Ltd');
    expect(invoice?.documentStatus).toBe('issued');
    const problem = await expectProblem(await get(invoice?.id ?? ''), 'einvoice.refused');
    expect(problem.errors).toEqual([
      { pointer: '/buyer/address', code: 'BR-10', detail: 'The buyer has no postal address.' },
    ]);
  });
});
