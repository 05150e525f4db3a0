import { type AskedStep, askOf, wantedOf } from '../../core/approvals/asked-step.ts';
import type { Tx } from '../../db/open-database.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { loadAsked } from './load-asked.ts';
import { loadBarred } from './load-barred.ts';

/** Who is asked besides where those of a step are too few, in this order. */
const BESIDES = [askOf('role', 'finance'), askOf('role', 'admin')];

type Barring = Parameters<typeof loadBarred>[2];

/**
 * The steps with enough people to be met: where those whom a step asks left, may not approve, or are barred, so that fewer
 * are there than it wants, finance is asked besides, then administrators. Nothing waits for nobody.
 */
export async function fillSteps(
  tx: Tx,
  invoice: InvoiceRow,
  request: Barring,
  steps: readonly AskedStep[],
): Promise<AskedStep[]> {
  const barred = await loadBarred(tx, invoice, request);
  const countOf = async (asks: string[]): Promise<number> =>
    (await loadAsked(tx, { asks }, { entityId: invoice.entityId, barred })).length;
  const filled: AskedStep[] = [];
  for (const step of steps) {
    let { asks } = step;
    let count = await countOf(asks);
    for (const besides of BESIDES) {
      if (count >= wantedOf(step.mode)) break;
      const more = await countOf([...asks, besides]);
      if (more > count) asks = [...asks, besides];
      count = more;
    }
    filled.push(asks === step.asks ? step : { ...step, asks });
  }
  return filled;
}
