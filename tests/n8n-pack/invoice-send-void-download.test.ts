import type { IDataObject } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { createContext, locator } from './support/fake-context.ts';
import { createFakeHub, type FakeHub, problem } from './support/fake-hub.ts';
import { invoiceAnswer, simpleInvoice, standing } from './support/sample-answers.ts';

const INVOICE = { invoice: locator('inv_1') };

const run = (operation: string, hub: FakeHub, parameters: IDataObject) =>
  runOperation(createContext({ hub, parameters }).execute, findOperation('invoice', operation));

const asked = (hub: FakeHub) => hub.asked.map(({ method, path }) => `${method} ${path}`);

describe('send', () => {
  const hubWhere = (delivery: string, isSendUnknown = false) =>
    createFakeHub({
      'GET /v1/invoices/inv_1': {
        body: invoiceAnswer('issued', { standing: standing('issued', delivery, isSendUnknown) }),
      },
      'POST /v1/invoices/inv_1/send': { status: 202, body: { invoiceId: 'inv_1', outcome: 'queued' } },
    });

  test('sends an invoice that was not sent', async () => {
    const hub = hubWhere('not_sent');
    const [output] = await run('send', hub, { ...INVOICE, options: {} });
    expect(asked(hub)).toContain('POST /v1/invoices/inv_1/send');
    expect(output?.json['outcome']).toBe('queued');
  });

  test.each([
    ['sent', false],
    ['queued', false],
    ['opened', false],
    ['not_sent', true],
  ])('does not send one twice: %s, in doubt: %s', async (delivery, isInDoubt) => {
    const hub = hubWhere(delivery, isInDoubt);
    const [output] = await run('send', hub, { ...INVOICE, options: {} });
    expect(asked(hub)).toEqual(['GET /v1/invoices/inv_1']);
    expect(output?.json['outcome']).toBe('sent_already');
  });

  test('sends one again where that is asked for', async () => {
    const hub = hubWhere('sent');
    await run('send', hub, { ...INVOICE, options: { isSentAgain: true } });
    expect(asked(hub)[0]).toBe('POST /v1/invoices/inv_1/send');
  });

  test('waits for a document that is still being made', async () => {
    const notReady = problem(409, 'invoice.document_not_ready', 'The document is not rendered yet', {
      'retry-after': '0',
    });
    const hub = createFakeHub({
      'GET /v1/invoices/inv_1': { body: invoiceAnswer('issued') },
      'POST /v1/invoices/inv_1/send': (_, count) =>
        count === 0 ? notReady : { status: 202, body: { outcome: 'queued' } },
    });
    expect((await run('send', hub, { ...INVOICE, options: {} }))[0]?.json['outcome']).toBe('queued');
  });
});

describe('void', () => {
  const parameters = { ...INVOICE, reason: 'Ordered twice' };

  test.each(['voiding', 'voided'])('asks with the reason, and says how far it is: %s', async (status) => {
    const hub = createFakeHub({
      'GET /v1/invoices/inv_1': { body: invoiceAnswer('issued') },
      'POST /v1/invoices/inv_1/void': { body: invoiceAnswer(status) },
    });
    const [output] = await run('void', hub, parameters);
    expect(hub.asked[1]?.body).toEqual({ reason: 'Ordered twice' });
    expect(output?.json).toEqual({ ...simpleInvoice(status), outcome: status });
  });

  test.each([
    ['voided', 'voided_already'],
    ['voiding', 'voiding'],
  ])('leaves one that is %s as it is', async (status, outcome) => {
    const hub = createFakeHub({ 'GET /v1/invoices/inv_1': { body: invoiceAnswer(status) } });
    expect((await run('void', hub, parameters))[0]?.json['outcome']).toBe(outcome);
    expect(hub.asked).toHaveLength(1);
  });
});

describe('download', () => {
  test.each([
    ['pdf', 'document.pdf', 'application/pdf'],
    ['png', 'card.png', 'image/png'],
    ['xml', 'document.xml', 'application/xml'],
  ])('gives the %s as binary data under its own name', async (file, path, mimeType) => {
    const hub = createFakeHub({
      [`GET /v1/invoices/inv_1/${path}`]: {
        headers: {
          'content-disposition': `inline; filename="a.${file}"; filename*=UTF-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.${file}`,
          'x-content-sha256': 'abc',
        },
        body: Buffer.from('bytes'),
      },
    });
    const [output] = await run('download', hub, { ...INVOICE, file, binaryPropertyName: 'document' });
    expect(output?.json).toEqual({
      id: 'inv_1',
      fileName: `請求書.${file}`,
      mimeType,
      byteCount: 5,
      sha256: 'abc',
    });
    expect(output?.binary?.['document']).toMatchObject({
      data: Buffer.from('bytes').toString('base64'),
      mimeType,
    });
  });
});
