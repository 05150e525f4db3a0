import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Log } from '../../../runtime/src/flow/context.ts';
import { addWaiter } from '../../../runtime/src/flow/webhooks/add-waiter.ts';
import { rotateWebhookSecret } from '../../../runtime/src/flow/webhooks/rotate-webhook-secret.ts';
import { waitingDeal } from '../../console/support/waiting-deal.ts';
import { dumpTables, formsInDump } from '../../support/dump-tables.ts';
import { createWebhookLoop, type WebhookLoop } from './support/create-webhook-loop.ts';

const CAPABILITY = 'capability-of-the-waiting-flow';
const lines: string[] = [];
const write = (fields: Record<string, unknown>, message: string): void => {
  lines.push(JSON.stringify([fields, message]));
};
const log: Log = { info: write, warn: write, error: write };

let loop: WebhookLoop;

beforeAll(async () => {
  loop = await createWebhookLoop({ overrides: { log } });
});
afterAll(() => loop.close());

test('neither a signing secret nor the address of a waiting flow is in any table or log line in plain text', async () => {
  const endpoint = await loop.endpoint();
  const { secret } = await rotateWebhookSecret({ ctx: loop.admin, input: { endpointId: endpoint.id } });
  await loop.tellOf(waitingDeal('600'));
  await loop.hub.drain();
  const invoiceId = (await loop.invoices())[0]?.id ?? '';
  const resumeUrl = `${loop.receiver.origin}/webhook-waiting/${CAPABILITY}`;
  await addWaiter({ ctx: loop.admin, input: { invoiceId, resumeUrl } });
  loop.receiver.answer(() => ({ status: 500 }));
  await loop.happen(invoiceId, 'invoice.sent');
  await loop.happen(invoiceId, 'invoice.rejected', { reason: 'No.' });
  await loop.runDue();
  expect(loop.receivedAt(resumeUrl)).toHaveLength(1);
  const texts = `${await dumpTables(loop.hub)}\n${lines.join('\n')}`;
  expect(texts).toContain(endpoint.id);
  expect(lines.some((line) => line.includes('webhook attempt failed'))).toBe(true);
  for (const hidden of [endpoint.secret.slice('whsec_'.length), secret.slice('whsec_'.length), CAPABILITY]) {
    for (const form of formsInDump(hidden)) expect(texts).not.toContain(form);
  }
  for (const line of lines) expect(line).not.toContain('/hook/');
});

test('a sealed secret that is moved to another endpoint does not open', async () => {
  const [one, other] = [await loop.endpoint(), await loop.endpoint()];
  await loop.hub.database.owner`
    update webhook_endpoints set secret = (select secret from webhook_endpoints where id = ${one.id})
    where id = ${other.id}`;
  await expect(
    rotateWebhookSecret({ ctx: loop.admin, input: { endpointId: other.id } }),
  ).rejects.toMatchObject({ code: 'config.invalid' });
});
