import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARD_LINES } from '../support/sample-records.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { waitingDeal } from './support/waiting-deal.ts';

let site: TestConsole;
let cookie: string;

beforeAll(async () => {
  site = await createConsole();
  cookie = await site.enter(site.loop.organization.approver);
});

afterAll(() => site.loop.hub.close());

test('the PDF is the issued bytes, as a download named by the number, with the hash that the page shows', async () => {
  const { id } = await site.invoiceOf({ id: '1', lines: CARD_LINES });
  const answer = await site.get(`/invoices/${id}/document.pdf`, { cookie });
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''INV-2026-0042.pdf");
  const sha256 = createHash('sha256')
    .update(new Uint8Array(await answer.arrayBuffer()))
    .digest('hex');
  expect(await (await site.get(`/invoices/${id}`, { cookie })).text()).toContain(sha256);
});

test('card and preview are pictures that no cache keeps and no other site shows', async () => {
  const { id } = await site.invoiceOf({ id: '2', lines: [{ id: 'a', sku: 'API-P' }] });
  const types = {
    'card.svg': 'image/svg+xml; charset=utf-8',
    'card.png': 'image/png',
    'preview.svg': 'image/svg+xml; charset=utf-8',
  };
  for (const [file, type] of Object.entries(types)) {
    const answer = await site.get(`/invoices/${id}/${file}`, { cookie });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('a draft has no PDF yet, and its page offers none', async () => {
  const { id } = await site.invoiceOf(waitingDeal('3'));
  const answer = await site.get(`/invoices/${id}/document.pdf`, { cookie });
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('The document is not rendered yet');
  expect(await (await site.get(`/invoices/${id}`, { cookie })).text()).not.toContain('document.pdf');
});

test('the style sheet and the script are public, named by their content and kept for a year', async () => {
  const page = await (await site.get('/')).text();
  const paths = [...page.matchAll(/"(\/assets\/console\.[0-9a-f]{12}\.(?:css|js))"/g)].map(
    (match) => match[1] ?? '',
  );
  expect(paths).toHaveLength(2);
  for (const path of paths) {
    const answer = await site.get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const body = await answer.text();
    expect(path).toContain(createHash('sha256').update(body).digest('hex').slice(0, 12));
    expect(body).not.toMatch(/https?:\/\/|@import|url\(/);
  }
  expect((await site.get('/assets/console.000000000000.css')).status).toBe(404);
});
