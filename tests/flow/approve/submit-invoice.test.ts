import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import { deadLetters } from '../../../runtime/src/db/schema/index.ts';
import { submitInvoice } from '../../../runtime/src/flow/approve/submit-invoice.ts';
import type { Renderer } from '../../../runtime/src/flow/ports.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { sampleBundle } from '../../support/sample-records.ts';

let loop: Loop;

beforeAll(async () => {
  loop = await createLoop();
});

afterAll(() => loop.hub.close());

const lettersOf = (code: string) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.code, code)),
  );

test('an invoice without a recipient is refused with the place and the rule, and stays a draft', async () => {
  const bundle = sampleBundle({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  await loop.tell(
    'deal',
    '1',
    bundle.map((record) => ({ ...record, payload: { ...record.payload, contacts: [] } })),
  );
  await loop.hub.drain();
  const [invoice] = await loop.invoices();
  expect(invoice?.documentStatus).toBe('draft');
  const [letter] = await lettersOf('invoice.validation_failed');
  expect(letter).toMatchObject({ queue: 'submit', state: 'dead' });
  expect(letter?.errors.some((error) => error.pointer.startsWith('/recipients'))).toBe(true);
});

test('a warning needs a reason from a person', async () => {
  await loop.tellOf({ id: '2', lines: [{ id: 'b', sku: 'API-P', price: '2399.00' }] });
  const enqueue = loop.hub.deps.jobs.enqueue;
  loop.hub.deps.jobs.enqueue = (tx, jobs) =>
    enqueue(
      tx,
      jobs.filter((job) => job.stage !== 'submit'),
    );
  await loop.hub.drain();
  loop.hub.deps.jobs.enqueue = enqueue;
  const invoiceId = (await loop.invoices()).at(-1)?.id ?? '';
  const submit = (reason?: string) =>
    submitInvoice({
      ctx: loop.organization.author,
      input: { invoiceId, ...(reason === undefined ? {} : { reason }) },
    });
  await expect(submit()).rejects.toMatchObject({
    code: 'invoice.validation_failed',
    errors: [expect.objectContaining({ detail: expect.stringContaining('Give a reason') })],
  });
  expect(await submit('Agreed with the customer')).toEqual({ outcome: 'needs_approval' });
  expect(await submit('Again')).toEqual({ outcome: 'submitted_already' });
});

test('what cannot be printed is found before the number is taken', async () => {
  const { renderer } = loop.hub.deps;
  const refusing: Renderer = {
    ...renderer,
    renderPdf: async () => {
      throw new AppError('render.refused', { detail: 'No glyph for 한.' });
    },
  };
  loop.hub.deps.renderer = refusing;
  await loop.tellOf({ id: '3', lines: [{ id: 'c', sku: 'API-P' }] });
  await loop.hub.drain();
  loop.hub.deps.renderer = renderer;
  expect((await loop.invoices()).at(-1)).toMatchObject({ documentStatus: 'draft', number: null });
  expect((await lettersOf('render.refused'))[0]).toMatchObject({
    queue: 'submit',
    detail: 'No glyph for 한.',
  });
});
