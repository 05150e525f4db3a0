import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { contentHash } from '../../../runtime/src/core/invoice/content-hash.ts';
import { documents, invoiceCorrections, sendAttempts } from '../../../runtime/src/db/schema/index.ts';
import { correctInvoice } from '../../../runtime/src/flow/correct/correct-invoice.ts';
import { listCorrections } from '../../../runtime/src/flow/correct/list-corrections.ts';
import type { CorrectInvoiceInput } from '../../../runtime/src/flow/correct/make-version.ts';
import { creditInvoice } from '../../../runtime/src/flow/credit/credit-invoice.ts';
import { sendInvoice } from '../../../runtime/src/flow/deliver/send-invoice.ts';
import { getInvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import { obtainUbl } from '../../../runtime/src/flow/issue/obtain-ubl.ts';
import { loadDocument } from '../../../runtime/src/flow/load-document.ts';
import { getDocument } from '../../../runtime/src/flow/read/get-document.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { getLineage } from '../../../runtime/src/flow/read/get-lineage.ts';
import { listAuditOfInvoice } from '../../../runtime/src/flow/read/list-audit.ts';
import { useVoidStage } from '../void/support/void-stage.ts';

const stage = useVoidStage();
const { issuedInvoice, inOrganization, askVoid, eventsOf, statusOf } = stage;
const author = () => stage.loop.organization.author;

const correct = ({ id }: { id: string }, input: Omit<CorrectInvoiceInput, 'reason'>) =>
  correctInvoice({ ctx: author(), input: { invoiceId: id, reason: 'They have moved.', ...input } });
const viewOf = ({ id }: { id: string }) => getInvoice({ ctx: author(), input: { invoiceId: id } });
const pdfOf = async ({ id }: { id: string }, version?: number) =>
  (await getDocument({ ctx: author(), input: { invoiceId: id, kind: 'pdf', version } })).bytes;
const drain = () => stage.loop.hub.drain();
const ACCOUNTS = {
  role: 'bill_to' as const,
  name: 'Accounts',
  email: 'accounts@moved.example',
  locale: 'en' as const,
};
const MOVED = { buyer: { address: { line1: '99 Moved Street', city: 'Albany', postalCode: '12207' } } };

describe('a corrected invoice', () => {
  test('has a new version under its number, and what was issued stays byte for byte', async () => {
    const invoice = await issuedInvoice();
    const [before, first] = [
      await inOrganization((tx) => loadDocument(tx, invoice.id)),
      await pdfOf(invoice),
    ];
    const xml = await obtainUbl({ ctx: author(), input: { invoiceId: invoice.id } });
    expect(await correct(invoice, MOVED)).toEqual({ state: 'done', version: 2, isNew: true });
    await expect(pdfOf(invoice)).rejects.toMatchObject({ code: 'invoice.document_not_ready' });
    await drain();
    const view = await viewOf(invoice);
    expect(view).toMatchObject({
      version: 2,
      document: { number: invoice.number, status: 'issued', buyer: { address: MOVED.buyer.address } },
    });
    const text = Buffer.from(await pdfOf(invoice)).toString();
    expect(text).toContain('99 Moved Street');
    expect(text).toContain(invoice.number);
    expect(text).not.toContain(before.buyer.address?.line1);
    expect(Buffer.from(await pdfOf(invoice, 1)).equals(Buffer.from(first))).toBe(true);
    const again = await obtainUbl({ ctx: author(), input: { invoiceId: invoice.id } });
    expect(Buffer.from(again.bytes).toString()).toContain('99 Moved Street');
    const old = await obtainUbl({ ctx: author(), input: { invoiceId: invoice.id, version: 1 } });
    expect(old.sha256).toBe(xml.sha256);
    // What was approved is what was issued, and the row of the invoice is untouched.
    const after = await inOrganization((tx) => loadDocument(tx, invoice.id));
    expect(contentHash(after)).toBe(contentHash(before));
    expect((await inOrganization((tx) => getInvoiceRow(tx, invoice.id))).revision).toBe(invoice.revision);
  });

  test('says who corrected what, and why: in its events, its trail, its versions and the origin of the value', async () => {
    const invoice = await issuedInvoice();
    await correct(invoice, MOVED);
    await drain();
    expect(await eventsOf(invoice, 'invoice.corrected')).toMatchObject([
      {
        data: {
          version: 2,
          reason: 'They have moved.',
        },
      },
    ]);
    const [told] = await eventsOf(invoice, 'invoice.corrected');
    expect(new Set(told?.data['changed'] as string[])).toEqual(
      new Set(['/buyer/address/line1', '/buyer/address/city', '/buyer/address/postalCode']),
    );
    const trail = await listAuditOfInvoice({ ctx: author(), input: { limit: 50, invoiceId: invoice.id } });
    expect(trail.find(({ action }) => action === 'invoice.correct')).toMatchObject({
      reason: 'They have moved.',
      before: { version: 1, document: { buyer: { name: invoice.buyer.name } } },
      after: { version: 2, document: { buyer: { address: { line1: '99 Moved Street' } } } },
    });
    const versions = await listCorrections({ ctx: author(), input: { invoiceId: invoice.id } });
    expect(versions).toMatchObject([
      { version: 2, correction: { reason: 'They have moved.', by: { id: author().actor.id } } },
      { version: 1, correction: null, buyer: { address: { line1: invoice.buyer.address?.line1 } } },
    ]);
    expect(versions.map((version) => version.documents.map(({ kind }) => kind))).toEqual([
      ['json', 'pdf'],
      ['json', 'pdf'],
    ]);
    const { lineage } = await getLineage({
      ctx: author(),
      input: { invoiceId: invoice.id, path: '/buyer/address/line1' },
    });
    expect(lineage).toMatchObject({
      value: '99 Moved Street',
      steps: [{ kind: 'entered', stamp: { by: { id: author().actor.id } } }],
    });
  });

  test('goes to nobody by itself, and sent again goes in its newest version to whom it is addressed now', async () => {
    const invoice = await issuedInvoice();
    const mails = stage.loop.hub.mails.length;
    await correct(invoice, { recipients: [ACCOUNTS] });
    await expect(sendInvoice({ ctx: author(), input: { invoiceId: invoice.id } })).rejects.toMatchObject({
      code: 'invoice.document_not_ready',
    });
    await drain();
    expect(stage.loop.hub.mails).toHaveLength(mails);
    await sendInvoice({ ctx: author(), input: { invoiceId: invoice.id } });
    await drain();
    const mail = stage.loop.hub.mails.at(-1);
    expect(mail?.to.map(({ address }) => address)).toEqual([ACCOUNTS.email]);
    expect(Buffer.from(mail?.attachments[0]?.bytes ?? []).equals(Buffer.from(await pdfOf(invoice)))).toBe(
      true,
    );
  });

  test('has no mail on its way to whom it was addressed before', async () => {
    const invoice = await issuedInvoice();
    const mails = stage.loop.hub.mails.length;
    await sendInvoice({ ctx: author(), input: { invoiceId: invoice.id } });
    await correct(invoice, { recipients: [ACCOUNTS] });
    await drain();
    expect(stage.loop.hub.mails).toHaveLength(mails);
    const attempts = await inOrganization((tx) =>
      tx
        .select({ state: sendAttempts.state })
        .from(sendAttempts)
        .where(eq(sendAttempts.invoiceId, invoice.id))
        .orderBy(asc(sendAttempts.id)),
    );
    expect(attempts).toEqual([{ state: 'sent' }, { state: 'failed' }]);
  });

  test('gives its credit note the address of today', async () => {
    const invoice = await issuedInvoice();
    await correct(invoice, MOVED);
    const { creditNoteId } = await creditInvoice({
      ctx: author(),
      input: { invoiceId: invoice.id, reason: 'Returned.' },
    });
    expect((await viewOf({ id: creditNoteId })).document.buyer.address).toMatchObject(MOVED.buyer.address);
  });
});

describe('a correction', () => {
  test('that says the same already makes no version', async () => {
    const invoice = await issuedInvoice();
    await correct(invoice, MOVED);
    await drain();
    expect(await correct(invoice, MOVED)).toEqual({ state: 'done', version: 2, isNew: false });
    expect(await eventsOf(invoice, 'invoice.corrected')).toHaveLength(1);
  });

  test('of customer, country, tax or money is refused by name, and changes nothing', async () => {
    const invoice = await issuedInvoice();
    await expect(
      correct(invoice, {
        buyer: { name: 'Another Inc.', taxId: 'X1', address: { country: 'DE', line1: 'Gasse 1' } },
        currency: 'EUR',
      }),
    ).rejects.toMatchObject({
      code: 'correction.refused',
      errors: [
        { pointer: '/buyer/name', code: 'correction.customer' },
        { pointer: '/buyer/taxId', code: 'correction.tax_id' },
        { pointer: '/buyer/address/country', code: 'correction.country' },
        { pointer: '/currency', code: 'correction.fixed_at_issue' },
      ],
    });
    expect((await viewOf(invoice)).version).toBe(1);
  });

  test('made for another version than the newest is refused', async () => {
    const invoice = await issuedInvoice();
    await correct(invoice, { ...MOVED, version: 1 });
    await drain();
    await expect(correct(invoice, { recipients: [ACCOUNTS], version: 1 })).rejects.toMatchObject({
      code: 'correction.outdated',
    });
  });

  test('is the only one of two at once, or the second of them: versions have no gap and every one its bytes', async () => {
    const invoice = await issuedInvoice();
    const tries = await Promise.allSettled([
      correct(invoice, MOVED),
      correct(invoice, { recipients: [ACCOUNTS] }),
    ]);
    for (const tried of tries) {
      if (tried.status === 'rejected')
        expect(tried.reason).toMatchObject({ code: 'invoice.document_not_ready' });
    }
    await drain();
    const rows = await inOrganization((tx) =>
      tx
        .select({ version: documents.version })
        .from(documents)
        .where(eq(documents.invoiceId, invoice.id))
        .orderBy(asc(documents.version)),
    );
    const { version } = await viewOf(invoice);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(version - 1);
    expect([...new Set(rows.map((row) => row.version))]).toEqual(
      Array.from({ length: version }, (_, at) => at + 1),
    );
  });

  test('beside a void is made before it or refused, and the void goes through', async () => {
    const invoice = await issuedInvoice();
    const [tried] = await Promise.allSettled([correct(invoice, MOVED), askVoid(invoice)]);
    if (tried.status === 'rejected') {
      expect(tried.reason).toMatchObject({ code: 'invoice.transition_refused' });
    }
    await drain();
    expect(await statusOf(invoice)).toBe('voided');
    await expect(correct(invoice, { recipients: [ACCOUNTS] })).rejects.toMatchObject({
      code: 'invoice.transition_refused',
    });
  });

  test('beside a mail that is being sent leaves no deadlock, whoever is first', async () => {
    const invoice = await issuedInvoice();
    await sendInvoice({ ctx: author(), input: { invoiceId: invoice.id } });
    const [corrected] = await Promise.allSettled([correct(invoice, MOVED), drain()]);
    expect(corrected.status).toBe('fulfilled');
    await drain();
    expect((await viewOf(invoice)).attempts.map(({ state }) => state)).not.toContain('queued');
  });

  test('is in the database what it is here: not edited, not deleted, and of no other customer', async () => {
    const invoice = await issuedInvoice();
    await correct(invoice, MOVED);
    await expect(
      inOrganization((tx) => tx.update(invoiceCorrections).set({ reason: 'Another.' })),
    ).rejects.toThrow();
    await expect(inOrganization((tx) => tx.delete(invoiceCorrections))).rejects.toThrow();
    const forged = (buyer: object) =>
      inOrganization((tx) =>
        tx.insert(invoiceCorrections).values({
          organizationId: stage.loop.organization.id,
          id: 'cor_forged',
          invoiceId: invoice.id,
          version: 3,
          buyer: { ...invoice.buyer, ...buyer },
          recipients: [],
          reason: 'Forged.',
          correctedBy: author().actor,
          correctedAt: new Date(),
        }),
      );
    await expect(forged({ name: 'Another Inc.' })).rejects.toMatchObject({ cause: { code: 'SK002' } });
    await expect(forged({ address: { line1: 'x', city: 'y', country: 'DE' } })).rejects.toMatchObject({
      cause: { code: 'SK002' },
    });
  });
});
