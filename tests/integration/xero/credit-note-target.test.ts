import { describe, expect, test } from 'vitest';
import type { SyncFields } from '../../../runtime/src/flow/ports.ts';
import {
  bookMasterData,
  creditFields,
  invoiceWrite,
  startOrganisation,
  usdFields,
} from './start-organisation.ts';

/** An organisation with an invoice of 17,900.00 USD in its books. */
async function booked() {
  const { xero, connector } = await startOrganisation();
  const contactId = await bookMasterData(connector);
  const { externalId: invoiceId } = await connector.write(invoiceWrite(usdFields(contactId)));
  const write = (fields: SyncFields, operationKey = 'credit-1', externalId?: string) =>
    connector.write({
      object: 'credit_note',
      ...(externalId === undefined ? {} : { externalId }),
      fields,
      references: { customer: contactId, invoice: invoiceId },
      operationKey,
    });
  const off = (amount: string) => ({ allocations: [{ invoiceId, amount }] });
  const balance = async () => (await connector.read('invoice_balance', invoiceId))?.fields;
  const pay = (amount: string) =>
    xero.recordPayment({ invoiceNumber: 'INV-2026-0042', amount, date: '2026-11-24', reference: '' });
  const calls = (list: string) => xero.writes.filter((written) => written.list === list);
  return { xero, connector, contactId, invoiceId, write, off, balance, pay, calls };
}

describe('a credit note in Xero', () => {
  test('is booked, set off against its invoice, and read back equal to the last digit', async () => {
    const { xero, connector, contactId, write, off, balance } = await booked();
    const fields = creditFields(contactId, off('3480.00'));
    const { externalId } = await write(fields);
    expect(await connector.read('credit_note', externalId)).toEqual({ externalId, fields });
    expect(await connector.find('credit_note', 'CN-2026-0001')).toEqual({ externalId, fields });
    expect(await balance()).toEqual({ paid: '0.00', credited: '3480.00', due: '14420.00' });
    expect(xero.store.creditNotes()).toMatchObject([{ status: 'PAID', date: '2026-11-25' }]);
    expect(xero.store.allocations()).toMatchObject([{ amount: '3480', date: '2026-11-25' }]);
  });

  test('of which a part was paid already keeps what is the customer’s', async () => {
    const { xero, connector, contactId, write, off, balance, pay } = await booked();
    pay('17000.00');
    const fields = creditFields(contactId, off('900.00'));
    const { externalId } = await write(fields);
    expect((await connector.read('credit_note', externalId))?.fields).toEqual(fields);
    expect(await balance()).toEqual({ paid: '17000.00', credited: '900.00', due: '0.00' });
    expect(xero.store.creditNotes()).toMatchObject([{ status: 'AUTHORISED' }]);
    expect(xero.store.invoices()).toMatchObject([{ status: 'PAID' }]);
  });

  test('that nothing is left to set off against is booked alone', async () => {
    const { contactId, write, calls } = await booked();
    await write(creditFields(contactId));
    expect(calls('CreditNotes')).toHaveLength(1);
    expect(calls('Allocations')).toEqual([]);
  });

  test.each(['/CreditNotes', '/CreditNotes/'])(
    'whose answer of %s is lost is made and set off once, whether it is repeated or searched for',
    async (pathPrefix) => {
      const { xero, connector, contactId, write, off, calls } = await booked();
      const fields = creditFields(contactId, off('3480.00'));
      xero.faults.add({ kind: 'commit_then_hang_up', method: 'PUT', pathPrefix });
      await expect(write(fields)).rejects.toMatchObject({ code: 'target.timeout' });
      const found = await connector.find('credit_note', 'CN-2026-0001');
      const { externalId } = await write(fields, 'credit-2', found?.externalId);
      await write(fields);
      expect(await connector.read('credit_note', externalId)).toEqual({ externalId, fields });
      expect(calls('CreditNotes')).toHaveLength(1);
      expect(calls('Allocations')).toHaveLength(1);
    },
  );

  test('of our number with another content is a conflict, and nothing is changed or set off', async () => {
    const { xero, contactId, write, off } = await booked();
    const { externalId } = await write(creditFields(contactId, { reference: 'theirs' }));
    const ours = creditFields(contactId, off('3480.00'));
    for (const known of [undefined, externalId]) {
      await expect(write(ours, 'credit-2', known)).rejects.toMatchObject({
        code: 'target.conflict',
        detail: 'CN-2026-0001 exists in Xero with another content: reference.',
      });
    }
    expect(xero.store.creditNotes()).toMatchObject([{ reference: 'theirs' }]);
    expect(xero.store.allocations()).toEqual([]);
  });

  test('of which more is set off there than ours says is a conflict', async () => {
    const { contactId, write, off } = await booked();
    const { externalId } = await write(creditFields(contactId, off('3480.00')));
    await expect(write(creditFields(contactId, off('100.00')), 'credit-2', externalId)).rejects.toMatchObject(
      { code: 'target.conflict' },
    );
  });

  test('is refused with Xero’s reason when less is due there, and set off once that is mended', async () => {
    const { xero, contactId, write, off, pay, calls } = await booked();
    const paymentId = pay('17000.00');
    const fields = creditFields(contactId, off('3480.00'));
    await expect(write(fields)).rejects.toMatchObject({
      code: 'target.refused',
      detail: 'Xero: Credit Note cannot be allocated as amount is greater than amount outstanding',
    });
    xero.deletePayment(paymentId);
    const [note] = xero.store.creditNotes();
    await write(fields, 'credit-2', note?.creditNoteId);
    expect(calls('CreditNotes')).toHaveLength(1);
    expect(calls('Allocations')).toHaveLength(1);
  });

  test('keeps its invoice from being voided or edited, as a payment does', async () => {
    const { connector, contactId, invoiceId, write, off } = await booked();
    await write(creditFields(contactId, off('3480.00')));
    const refused = { code: 'target.refused', detail: expect.stringContaining('credit note allocated') };
    await expect(
      connector.write({
        object: 'invoice_void',
        externalId: invoiceId,
        fields: { status: 'voided' },
        references: {},
        operationKey: 'void',
      }),
    ).rejects.toMatchObject(refused);
    const edited = usdFields(contactId, { reference: 'edited' });
    await expect(
      connector.write(invoiceWrite(edited, { externalId: invoiceId, operationKey: 'edit' })),
    ).rejects.toMatchObject(refused);
  });
});

describe('a void of a credit note', () => {
  const voidOf = (externalId: string) => ({
    object: 'credit_note_void',
    externalId,
    fields: { status: 'voided' },
    references: { attempt: '1' },
    operationKey: 'void-1',
  });

  test('is made while nothing is set off; its number is not used again', async () => {
    const { connector, contactId, write, off } = await booked();
    const { externalId } = await write(creditFields(contactId));
    await connector.write(voidOf(externalId));
    expect(await connector.read('credit_note_void', externalId)).toMatchObject({
      fields: { status: 'voided' },
    });
    expect(await connector.read('credit_note', externalId)).toBeUndefined();
    await expect(connector.find('credit_note', 'CN-2026-0001')).rejects.toMatchObject({
      code: 'target.conflict',
    });
    const again = creditFields(contactId, off('1.00'));
    await expect(write(again, 'credit-2')).rejects.toMatchObject({ code: 'target.conflict' });
    await expect(write(again, 'credit-3', externalId)).rejects.toMatchObject({ code: 'target.conflict' });
  });

  test('is refused once something is set off', async () => {
    const { connector, contactId, write, off } = await booked();
    const { externalId } = await write(creditFields(contactId, off('1.00')));
    await expect(connector.write(voidOf(externalId))).rejects.toMatchObject({ code: 'target.refused' });
  });
});

test('the balance of an invoice that Xero does not have is not made up', async () => {
  const { connector } = await startOrganisation();
  expect(await connector.read('invoice_balance', '3f0cbd5f-0e0e-4a55-9c39-0d5f4f4f8a11')).toBeUndefined();
});
