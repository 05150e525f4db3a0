import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
