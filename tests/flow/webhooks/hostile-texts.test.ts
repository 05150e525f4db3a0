import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostileDeal, keptName } from '../../support/hostile-deals.ts';
import { HOSTILE_KINDS } from '../../support/hostile-texts.ts';
import { createWebhookLoop, isGenuine, type WebhookLoop } from './support/create-webhook-loop.ts';

let loop: WebhookLoop;
beforeAll(async () => {
  loop = await createWebhookLoop();
});
afterAll(() => loop.close());

type Message = { type: string; data: { invoice: { customerName: string } } };

test('a message about a hostile name is one genuine JSON text in UTF-8 with plain headers, and says it to the letter', async () => {
  const { url, secret } = await loop.endpoint({ eventTypes: ['invoice.issued'] });
  for (const kind of HOSTILE_KINDS) await loop.tell('deal', kind, hostileDeal(kind));
  await loop.hub.drain();
  await loop.runDue();
  const messages = loop.receivedAt(url);
  for (const message of messages) {
    expect(isGenuine(secret, message, loop.hub.clock.now())).toBe(true);
    for (const [header, value] of Object.entries(message.headers))
      expect([header, value]).toEqual([header, String(value).replaceAll(/[^ -~]/g, '')]);
  }
  const names = messages.map(({ body }) => (JSON.parse(body) as Message).data.invoice.customerName);
  expect(names.toSorted()).toEqual(HOSTILE_KINDS.map(keptName).toSorted());
});
