import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { CurrencyText } from '../../core/canonical/texts.ts';
import { enterRates } from '../../flow/fx/enter-rates.ts';
import { getRateFeed, setRateFeed } from '../../flow/fx/rate-feed.ts';
import { listRates } from '../../flow/read/list-rates.ts';
import { given } from '../page-answer.ts';
import { jsonResponse } from '../schemas/common.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import { EnteredRates, EnterRatesBody, RateFeedBody, RateFeedSchema, RateList } from '../schemas/rates.ts';

const tags = ['Set-up'];

const list = createRoute({
  method: 'get',
  path: '/v1/exchange-rates',
  tags,
  summary: 'List exchange rates',
  description: 'Newest day first. `until` goes further back than the list reaches.',
  request: {
    query: z.object({
      currency: CurrencyText.optional().openapi({ description: 'Either of the two.' }),
      until: z.iso.date().optional().openapi({ description: 'On this day or before it.' }),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
  },
  responses: { 200: jsonResponse('The rates.', RateList), ...PROBLEM_RESPONSES },
});

const enter = createRoute({
  method: 'post',
  path: '/v1/exchange-rates',
  tags,
  summary: 'Enter exchange rates',
  description:
    'An invoice in another currency than its legal entity’s takes the latest rate on or before its day of supply at ' +
    'issue, and keeps it. A rate that was entered goes before one of the same day that was fetched.',
  request: { body: { required: true, content: { 'application/json': { schema: EnterRatesBody } } } },
  responses: { 200: jsonResponse('How many changed.', EnteredRates), ...PROBLEM_RESPONSES },
});

const feed = createRoute({
  method: 'get',
  path: '/v1/exchange-rates/feed',
  tags,
  summary: 'Get the feed of reference rates',
  description:
    'Whether the reference rates of the European Central Bank are fetched. They are off by default.',
  responses: { 200: jsonResponse('The feed.', RateFeedSchema), ...PROBLEM_RESPONSES },
});

const setFeed = createRoute({
  method: 'put',
  path: '/v1/exchange-rates/feed',
  tags,
  summary: 'Turn the feed of reference rates on or off',
  description: 'Once on, the newest rates are fetched within the hour, and from then on.',
  request: { body: { required: true, content: { 'application/json': { schema: RateFeedBody } } } },
  responses: { 200: jsonResponse('The feed.', RateFeedSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the routes of exchange rates. */
export function mountRates(app: OpenAPIHono): void {
  app.openapi(list, async (c) => {
    const { limit, ...filters } = c.req.valid('query');
    const items = await listRates({ ctx: c.get('ctx'), input: { limit, ...given(filters) } });
    return c.json({ items }, 200);
  });
  app.openapi(enter, async (c) =>
    c.json(await enterRates({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200),
  );
  app.openapi(feed, async (c) => c.json(await getRateFeed({ ctx: c.get('ctx') }), 200));
  app.openapi(setFeed, async (c) => {
    const ctx = c.get('ctx');
    await setRateFeed({ ctx, input: c.req.valid('json') });
    return c.json(await getRateFeed({ ctx }), 200);
  });
}
