import { afterAll, beforeAll, expect, test } from 'vitest';
import { submitInvoice } from '../../../runtime/src/flow/approve/submit-invoice.ts';
import { listFindings } from '../../../runtime/src/flow/read/list-findings.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

let loop: Loop;
let invoiceId: string;

/** A draft whose customer was changed where no run saw it: what a snapshot is, until it is looked at. */
beforeAll(async () => {
  loop = await createLoop();
  const { owner } = loop.hub.database;
  await owner`update entities set is_auto_submit = false`;
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  await loop.hub.drain();
  invoiceId = (await loop.invoices())[0]?.id ?? '';
  expect(await differences()).toEqual([]);
  await owner`update customers set body = body || '{"name": "Northwind GmbH"}'::jsonb`;
});
afterAll(() => loop.hub.close());

const differences = async () =>
  (await listFindings({ ctx: loop.organization.author, input: { invoiceId } })).buyerDifferences;
const submit = (reason?: string) =>
  submitInvoice({
    ctx: loop.organization.author,
    input: { invoiceId, ...(reason === undefined ? {} : { reason }) },
  });

test('a buyer who is another one in the CRM is shown side by side before the issue', async () => {
  expect(await differences()).toEqual([
    {
      field: 'name',
      invoice: 'Northwind Robotics',
      record: 'Northwind GmbH',
      system: 'hubspot',
      kind: 'crm',
    },
  ]);
});

test('the submission wants a reason, and is refused whatever the reason where the entity says so', async () => {
  await expect(submit()).rejects.toMatchObject({
    code: 'invoice.validation_failed',
    errors: [{ pointer: '/buyer/name', code: 'buyer.differs_from_record' }],
  });
  const { owner } = loop.hub.database;
  await owner`update entities set buyer_mismatch_level = 'error'`;
  await expect(submit('They agreed.')).rejects.toMatchObject({ code: 'invoice.validation_failed' });
  await owner`update entities set buyer_mismatch_level = 'warning'`;
  await submit('They agreed.');
  const [row] = await owner`select facts from approval_requests`;
  // Within the ceiling no request is made; where one is, the fact is among those that the rules saw.
  if (row !== undefined) expect(row['facts']).toMatchObject({ hasBuyerMismatch: true });
  expect((await loop.invoices())[0]?.documentStatus).not.toBe('draft');
});

test('a ledger that holds another name of its contact is compared as well', async () => {
  const { owner } = loop.hub.database;
  const { xero, id } = loop.organization;
  await loop.tellOf({ id: '2', lines: [{ id: 'b', sku: 'API-P' }] });
  await loop.hub.drain();
  const draft = (await loop.invoices()).at(-1);
  await owner`
    insert into customers (organization_id, id, version, name, body, body_hash, created_at, updated_at)
    select organization_id, 'cus_ledger', 1, 'Northwynd', body || '{"name": "Northwynd"}'::jsonb, 'x', now(), now()
    from customers where id = ${draft?.customerId ?? ''}`;
  await owner`
    insert into source_links (organization_id, system, connection_id, object, external_id, kind, canonical_id, updated_at)
    values (${id}, 'xero', ${xero.id}, 'contact', 'x-contact', 'customer', 'cus_ledger', now())`;
  await owner`
    insert into sync_links (organization_id, connection_id, object, canonical_kind, canonical_id, external_id, state, field_hashes)
    values (${id}, ${xero.id}, 'contact', 'customer', ${draft?.customerId ?? ''}, 'x-contact', 'in_sync', '{}')
    on conflict do nothing`;
  await owner`update sync_links set external_id = 'x-contact' where canonical_kind = 'customer'`;
  invoiceId = draft?.id ?? '';
  expect(await differences()).toMatchObject([{ field: 'name', record: 'Northwynd', system: 'xero' }]);
});
