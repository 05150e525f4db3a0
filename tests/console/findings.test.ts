import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deadLetters } from '../../runtime/src/db/schema/index.ts';
import { sampleBundle } from '../support/sample-records.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';

let site: TestConsole;
let cookie: string;

beforeAll(async () => {
  site = await createConsole();
  cookie = await site.enter(site.loop.organization.author);
});
afterAll(() => site.loop.hub.close());

const inJapanese = { 'accept-language': 'ja' };

test('why a draft cannot be submitted is said in Japanese on a Japanese page, in the list of exceptions too', async () => {
  const bundle = sampleBundle({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  const withoutContacts = bundle.map((record) => ({
    ...record,
    payload: { ...record.payload, contacts: [] },
  }));
  await site.loop.tell('deal', '1', withoutContacts);
  await site.loop.hub.drain();
  const [invoice] = await site.loop.invoices();
  const [letter] = await site.loop.hub.database.inOrganization(site.loop.organization.id, (tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.code, 'invoice.validation_failed')),
  );
  const findings = letter?.errors ?? [];
  expect(findings).not.toEqual([]);
  const refused = await site.post(
    `/invoices/${invoice?.id}/submit`,
    {},
    { cookie, headers: { ...inJapanese, origin: 'https://hub.example' } },
  );
  expect(refused.status).toBe(422);
  const exceptions = await site.get('/exceptions', { cookie, headers: inJapanese });
  for (const answer of [refused, exceptions]) {
    const page = await expectStrictPage(answer);
    for (const { detail, texts } of findings) {
      expect(texts?.ja).toMatch(/[ぁ-ん]/);
      expect(page).toContain(texts?.ja);
      expect(page).not.toContain(detail);
    }
  }
});
