import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  disputes,
  documents,
  entities,
  invoiceCorrections,
  invoiceLines,
} from '../../../runtime/src/db/schema/index.ts';
import { correctInvoice } from '../../../runtime/src/flow/correct/correct-invoice.ts';
import { sendInvoice } from '../../../runtime/src/flow/deliver/send-invoice.ts';
import { closeDispute } from '../../../runtime/src/flow/dispute/close-dispute.ts';
import { openDispute } from '../../../runtime/src/flow/dispute/open-dispute.ts';
import { getInvoiceRow, type InvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import { reissueInvoice } from '../../../runtime/src/flow/reissue/reissue-invoice.ts';
import { letDie, type Mortal } from '../../support/let-die.ts';
import { refuse, useVoidStage } from '../void/support/void-stage.ts';

const STEPS_MAX = 150;
/** So many are made ready at once. */
const BATCH = 12;
const KILLED_MS = 600_000;

const stage = useVoidStage();
const { inOrganization, statusOf, eventsOf, letters, onVoid } = stage;
const drain = () => stage.loop.hub.drain();
const author = () => stage.loop.organization.author;
let mortal: Mortal;

beforeEach(() => {
  mortal = letDie(stage.loop);
});

/** Issued invoices of 2,400.00 USD, of a deal each. */
async function issuedInvoices(count: number): Promise<InvoiceRow[]> {
  const before = (await stage.loop.invoices()).length;
  for (let index = 0; index < count; index += 1) {
    const id = `${before + index}`;
    await stage.loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  }
  await drain();
  return (await stage.loop.invoices()).slice(before);
}

type Story = {
  prepare: (count: number) => Promise<InvoiceRow[]>;
  act: (invoice: InvoiceRow) => Promise<unknown>;
  look: (invoice: InvoiceRow) => Promise<void>;
};

/** Does the same to one invoice after the other, killed one step later each time, until it comes through alive. */
async function killEverywhere({ prepare, act, look }: Story): Promise<number> {
  const ready: InvoiceRow[] = [];
  for (let steps = 0; steps < STEPS_MAX; steps += 1) {
    if (ready.length === 0) ready.push(...(await prepare(BATCH)));
    const invoice = ready.pop();
    if (invoice === undefined) throw new Error('nothing is ready');
    mortal.dieAfter(steps);
    await mortal.insist(() => act(invoice));
    await drain();
    const hasDied = mortal.hasDied();
    mortal.dieAfter(Number.POSITIVE_INFINITY);
    await look(invoice);
    if (!hasDied) return steps;
  }
  throw new Error(`more than ${STEPS_MAX} steps`);
}

const replacementsOf = async ({ id }: InvoiceRow) =>
  (await stage.loop.invoices()).filter(({ replacesInvoiceId }) => replacesInvoiceId === id);

/** No source stands on two live lines. */
async function expectBilledOnce(): Promise<void> {
  const live = await inOrganization((tx) =>
    tx.select({ key: invoiceLines.sourceKey }).from(invoiceLines).where(eq(invoiceLines.isLive, true)),
  );
  expect(new Set(live.map(({ key }) => key)).size).toBe(live.length);
}

const setAutoSubmit = (isAutoSubmit: boolean) =>
  inOrganization((tx) => tx.update(entities).set({ isAutoSubmit }));

async function disputedInvoices(count: number): Promise<InvoiceRow[]> {
  await setAutoSubmit(true);
  const invoices = await issuedInvoices(count);
  await setAutoSubmit(false);
  for (const { id } of invoices)
    await openDispute({ ctx: author(), input: { invoiceId: id, reason: 'Not our order number.' } });
  return invoices;
}

const mailsAbout = (number: string | null | undefined) =>
  stage.loop.hub.mails.filter(({ subject }) => subject.includes(number ?? '-'));

const disputesOf = ({ id }: InvoiceRow) =>
  inOrganization((tx) => tx.select().from(disputes).where(eq(disputes.invoiceId, id)).orderBy(disputes.id));

/** A person who is told that nothing came of it looks whether something did. */
async function acceptUnlessDone(invoice: InvoiceRow): Promise<void> {
  if (!(await disputesOf(invoice)).some(({ state }) => state === 'open')) return;
  await closeDispute({
    ctx: stage.loop.organization.approver,
    input: {
      invoiceId: invoice.id,
      close: { outcome: 'accepted', settledWith: 'reissue', reason: 'It is.' },
    },
  });
}

describe('killed between any two steps', () => {
  test('a voided invoice is issued again once: one document in its place, numbered and booked once, and sent once at most', {
    timeout: KILLED_MS,
  }, async () => {
    const kills = await killEverywhere({
      prepare: async (count) => {
        const invoices = await issuedInvoices(count);
        for (const invoice of invoices) await stage.askVoid(invoice);
        await drain();
        return invoices;
      },
      act: ({ id }) => reissueInvoice({ ctx: author(), input: { invoiceId: id } }),
      look: async (voided) => {
        const [again, ...more] = await replacementsOf(voided);
        expect(more).toEqual([]);
        expect(again).toMatchObject({ documentStatus: 'issued', payableMinor: voided.payableMinor });
        expect(again?.extras.precedingInvoices).toMatchObject([{ number: voided.number, isReplaced: true }]);
        expect(await eventsOf(voided, 'invoice.reissued')).toHaveLength(1);
        const booked = stage.loop.accounting.writes.filter(
          ({ object, fields }) => object === 'invoice' && fields['number'] === again?.number,
        );
        expect(booked).toHaveLength(1);
        expect(mailsAbout(again?.number).length).toBeLessThanOrEqual(1);
        // A mail that was cut off may have gone out: a person finds out, and it is not repeated.
        const codes = (await letters()).map(({ code }) => code);
        expect(codes.filter((code) => code !== 'delivery.outcome_unknown')).toEqual([]);
        await expectBilledOnce();
      },
    });
    expect(kills).toBeGreaterThan(20);
    const numbers = (await stage.loop.invoices()).map(({ number }) => Number(number?.split('-').at(-1)));
    const [first = 0] = numbers.sort((one, other) => one - other);
    expect(numbers).toEqual(numbers.map((_, index) => first + index));
  });

  test('a dispute that is accepted by issuing again is closed once, its invoice voided once and drafted anew once', {
    timeout: KILLED_MS,
  }, async () => {
    const kills = await killEverywhere({
      prepare: disputedInvoices,
      act: acceptUnlessDone,
      look: async (invoice) => {
        expect(await statusOf(invoice)).toBe('voided');
        expect(await disputesOf(invoice)).toMatchObject([{ state: 'accepted', isReissue: true }]);
        const [again, ...more] = await replacementsOf(invoice);
        expect(more).toEqual([]);
        expect(again).toMatchObject({
          documentStatus: 'draft',
          createdBy: stage.loop.organization.approver.actor,
        });
        for (const type of ['dispute_closed', 'void_requested', 'voided', 'reissued'])
          expect(await eventsOf(invoice, `invoice.${type}`)).toHaveLength(1);
        expect(await letters()).toEqual([]);
        await expectBilledOnce();
      },
    });
    expect(kills).toBeGreaterThan(15);
  });

  test('a dispute whose void a ledger refuses is open again once, and nothing is in the place of its invoice', {
    timeout: KILLED_MS,
  }, async () => {
    onVoid(refuse('target.refused'));
    let refusals = 0;
    const kills = await killEverywhere({
      prepare: disputedInvoices,
      act: acceptUnlessDone,
      look: async (invoice) => {
        refusals += 1;
        expect(await statusOf(invoice)).toBe('issued');
        expect((await disputesOf(invoice)).map(({ state }) => state)).toEqual(['accepted', 'open']);
        expect(await replacementsOf(invoice)).toEqual([]);
        expect(await eventsOf(invoice, 'invoice.void_refused')).toHaveLength(1);
        // The refusal of the ledger is kept for somebody to look at, once for each.
        expect(await letters()).toHaveLength(refusals);
      },
    });
    expect(kills).toBeGreaterThan(15);
  });

  test('a correction is one version with its bytes, told of once, and the mail that waited with the old one never goes', {
    timeout: KILLED_MS,
  }, async () => {
    const kills = await killEverywhere({
      // One by one: its mail waits, and would go with the jobs of another one.
      prepare: async () => {
        const invoices = await issuedInvoices(1);
        for (const { id } of invoices) await sendInvoice({ ctx: author(), input: { invoiceId: id } });
        return invoices;
      },
      act: ({ id }) => {
        const buyer = { address: { line1: '99 Moved Street' } };
        return correctInvoice({ ctx: author(), input: { invoiceId: id, reason: 'They have moved.', buyer } });
      },
      look: async ({ id, number }) => {
        const versionsOf = await inOrganization((tx) =>
          tx.select().from(invoiceCorrections).where(eq(invoiceCorrections.invoiceId, id)),
        );
        expect(versionsOf.map(({ version }) => version)).toEqual([2]);
        const stored = await inOrganization((tx) =>
          tx.select().from(documents).where(eq(documents.invoiceId, id)),
        );
        expect(stored.map(({ kind, version }) => `${kind} ${version}`).sort()).toEqual([
          ...['json 1', 'json 2', 'pdf 1', 'pdf 2'],
        ]);
        const row = await inOrganization((tx) => getInvoiceRow(tx, id));
        for (const type of ['corrected', 'rendered'])
          expect(await eventsOf(row, `invoice.${type}`)).toHaveLength(type === 'corrected' ? 1 : 2);
        expect(mailsAbout(number)).toHaveLength(1);
        expect(await letters()).toEqual([]);
      },
    });
    expect(kills).toBeGreaterThan(5);
  });
});
