import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import { syncLinks } from '../../../runtime/src/db/schema/index.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { CARD_LINES } from '../../support/sample-records.ts';

let loop: Loop;

beforeAll(async () => {
  loop = await createLoop();
  await loop.tellOf({ id: '1', lines: CARD_LINES });
  await loop.hub.drain();
});

afterAll(() => loop.hub.close());

test('an edit in accounting is found although the first look at it was refused and the record was fetched since', async () => {
  const place = [...loop.accounting.held.keys()].find((key) => key.startsWith('invoice/')) ?? '';
  const externalId = place.slice('invoice/'.length);
  loop.accounting.held.set(place, { ...loop.accounting.held.get(place), reference: 'edited by somebody' });
  const { read } = loop.accounting;
  let refusals = 0;
  loop.accounting.read = (object, id) => {
    if (refusals > 0) return read(object, id);
    refusals += 1;
    return Promise.reject(new AppError('target.rate_limited'));
  };
  const fetched = [{ object: 'invoice', externalId, modifiedAt: null, payload: { InvoiceID: externalId } }];
  await loop.tell('invoice', externalId, fetched, 'accounting');
  await loop.hub.drain();
  expect(refusals).toBe(1);
  const links = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(syncLinks).where(eq(syncLinks.externalId, externalId)),
  );
  expect(links.map((link) => link.state)).toEqual(['drift']);
});
