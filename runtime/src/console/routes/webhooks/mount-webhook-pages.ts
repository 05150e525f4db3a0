import type { Console } from '../../console-env.ts';
import type { Guards, Pages } from '../../guards.ts';
import {
  actOnWebhook,
  makeWebhook,
  removeWebhook,
  replayWebhook,
  rotateWebhook,
  showNewWebhook,
  showWebhook,
  showWebhooks,
} from './webhooks.tsx';

/** Webhook endpoints: list, make, test, rotate, enable, replay, delete, and the log of each. */
export function mountWebhookPages(pages: Pages, parts: Console, { page, form }: Guards): void {
  pages.get('/webhooks', page, (c) => showWebhooks(c, parts));
  pages.get('/webhooks/new', page, (c) => showNewWebhook(c, parts));
  pages.post('/webhooks/new', form, (c) => makeWebhook(c, parts));
  pages.get('/webhooks/:id', page, (c) => showWebhook(c, parts, { endpointId: c.req.param('id') }));
  for (const action of ['test', 'enable'] as const) {
    pages.post(`/webhooks/:id/${action}`, form, (c) =>
      actOnWebhook(c, { endpointId: c.req.param('id'), action }),
    );
  }
  pages.post('/webhooks/:id/replay', form, (c) => replayWebhook(c, parts, c.req.param('id')));
  pages.post('/webhooks/:id/rotate', form, (c) => rotateWebhook(c, parts, c.req.param('id')));
  pages.post('/webhooks/:id/delete', form, (c) => removeWebhook(c, c.req.param('id')));
}
