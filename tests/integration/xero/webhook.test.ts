import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { createXeroConnector } from '../../../runtime/src/adapters/systems/xero/create-xero-connector.ts';
import type { WebhookHint } from '../../../runtime/src/flow/ports.ts';
import { NOW_MS, startOrganisation, TENANT_ID } from './start-organisation.ts';

const INVOICE_ID = '96df0dff-43ec-4899-a7d9-e9d63ef12b19';

/** A receiver as the hub is one: verifies, reads the hints, answers 200 or 401. */
async function startReceiver(): Promise<{ url: string; hints: WebhookHint[] }> {
  const transport = { request: async () => Promise.reject(new Error('a webhook makes no call')) };
  const connector = createXeroConnector({
    transport,
    tenantId: TENANT_ID,
    salesAccountCode: '200',
    taxTypes: {},
  });
  const hints: WebhookHint[] = [];
  const server = createServer(async (request, response) => {
    const body = new Uint8Array(await buffer(request));
    const headers = { 'x-xero-signature': String(request.headers['x-xero-signature']) };
    const received = { method: 'POST', url: '', headers, body, receivedAtMs: NOW_MS };
    const verdict = connector.verifyWebhook(received, 'xero-signing-key');
    const parsed = connector.parseWebhook(body);
    if (verdict.ok && parsed.ok) hints.push(...parsed.value);
    response.writeHead(verdict.ok ? 200 : 401).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/hooks/xero`, hints };
}

test('an invoice webhook of the double is verified and says which invoice to fetch', async () => {
  const { xero } = await startOrganisation();
  const { url, hints } = await startReceiver();
  expect(await xero.sendInvoiceWebhook({ targetUrl: url, invoiceId: INVOICE_ID })).toEqual({ status: 200 });
  expect(hints).toEqual([
    {
      dedupeKey: `${INVOICE_ID}:UPDATE:2026-11-24T00:00:00.000:1`,
      object: 'invoice',
      externalId: INVOICE_ID,
      occurredAtMs: NOW_MS,
    },
  ]);
});

test('a webhook of a credit note says which one was changed', async () => {
  const { xero } = await startOrganisation();
  const { url, hints } = await startReceiver();
  expect(await xero.sendCreditNoteWebhook({ targetUrl: url, creditNoteId: 'note-1' })).toEqual({
    status: 200,
  });
  expect(hints).toMatchObject([{ object: 'credit_note', externalId: 'note-1' }]);
});

test('a webhook that is signed with another key is refused', async () => {
  const { xero } = await startOrganisation();
  const { url, hints } = await startReceiver();
  const sent = await xero.sendInvoiceWebhook({ targetUrl: url, invoiceId: INVOICE_ID, signWith: 'other' });
  expect(sent).toEqual({ status: 401 });
  expect(hints).toEqual([]);
});

test('two events of one moment have two dedupe keys, a repeated one has the same', async () => {
  const { xero } = await startOrganisation();
  const { url, hints } = await startReceiver();
  const webhook = { targetUrl: url, invoiceId: INVOICE_ID };
  await xero.sendInvoiceWebhook({ ...webhook, sequence: 8 });
  await xero.sendInvoiceWebhook({ ...webhook, sequence: 9 });
  await xero.sendInvoiceWebhook({ ...webhook, sequence: 8 });
  expect(new Set(hints.map(({ dedupeKey }) => dedupeKey)).size).toBe(2);
  expect(hints[0]?.dedupeKey).toBe(hints[2]?.dedupeKey);
});

test('the intent to receive activates a receiver that tells right from wrong signatures', async () => {
  const { xero } = await startOrganisation();
  const { url, hints } = await startReceiver();
  expect(await xero.sendIntentToReceive({ targetUrl: url })).toEqual({
    rightStatus: 200,
    wrongStatus: 401,
    isActivated: true,
  });
  expect(hints).toEqual([]);
});
