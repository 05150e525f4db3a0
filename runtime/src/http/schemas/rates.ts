import { z } from '@hono/zod-openapi';
import { RATES_MAX, RateInput } from '../../flow/fx/rate-input.ts';
import { ActorView, Instant } from './common.ts';

/** An exchange rate. */
const RateSchema = z
  .object({
    base: z.string(),
    quote: z.string(),
    date: z.iso.date(),
    rate: z
      .string()
      .openapi({ description: 'So many units of `quote` for one of `base`.', example: '156.23' }),
    source: z.string(),
    origin: z.enum(['entered', 'ecb']),
    enteredBy: ActorView,
    enteredAt: Instant,
  })
  .openapi('ExchangeRate');
export const RateList = z.object({ items: z.array(RateSchema) }).openapi('ExchangeRateList');

/** Rates that somebody enters. */
export const EnterRatesBody = z
  .strictObject({ rates: z.array(RateInput).min(1).max(RATES_MAX) })
  .openapi('EnterRatesBody', {
    description:
      'All of them or none. One that says something else than before for its currencies and day takes its place; what ' +
      'issued invoices took of it stays theirs.',
    example: {
      rates: [{ base: 'USD', quote: 'JPY', date: '2026-11-27', rate: '156.23', source: 'Mizuumi Bank TTM' }],
    },
  });
export const EnteredRates = z
  .object({ changed: z.int().openapi({ description: 'How many were new or other ones.' }) })
  .openapi('EnteredRates');

/** The reference rates of the European Central Bank. */
export const RateFeedSchema = z
  .object({
    feed: z.literal('ecb'),
    isOn: z.boolean(),
    fetchedAt: Instant.nullable(),
    fetchedFor: z.iso.date().nullable().openapi({ description: 'The day of the rates fetched last.' }),
  })
  .openapi('RateFeed');
export const RateFeedBody = z.strictObject({ isOn: z.boolean() }).openapi('RateFeedBody');
