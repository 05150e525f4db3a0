import { AppError } from '../../core/app-error.ts';
import { parseCurrencyCode } from '../../core/money/currency.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import type { RateInput } from './rate-input.ts';
import { storeRates } from './store-rates.ts';

/**
 * Enters exchange rates; the same again changes nothing. Returns how many were new or other ones. Throws
 * `request.invalid` for currencies that ISO 4217 does not have, or two rates for one pair and day.
 */
export async function enterRates({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { rates: readonly RateInput[] };
}): Promise<{ changed: number }> {
  authorise(ctx, 'admin');
  refuseWrong(input.rates);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const changed = await storeRates(tx, ctx, input.rates, 'entered');
    if (changed.length > 0) {
      await recordAudit(tx, ctx, {
        action: 'exchange_rate.enter',
        objectKind: 'exchange_rate',
        objectId: ctx.organizationId,
        after: { rates: changed },
      });
    }
    return { changed: changed.length };
  });
}

function refuseWrong(rates: readonly RateInput[]): void {
  const seen = new Set<string>();
  const errors = rates.flatMap(({ base, quote, date }, index) => {
    const unknown = (
      [
        ['base', base],
        ['quote', quote],
      ] as const
    ).flatMap(([name, code]) =>
      parseCurrencyCode(code).ok
        ? []
        : {
            pointer: `/rates/${index}/${name}`,
            code: 'currency.unknown',
            detail: `${code} is no ISO 4217 currency.`,
          },
    );
    const key = `${base} ${quote} ${date}`;
    const isRepeated = seen.has(key);
    seen.add(key);
    const detail = 'The same currencies and day stand above already.';
    const repeated = { pointer: `/rates/${index}/date`, code: 'exchange_rate.repeated', detail };
    return isRepeated ? [...unknown, repeated] : unknown;
  });
  if (errors.length > 0) throw new AppError('request.invalid', { errors });
}
