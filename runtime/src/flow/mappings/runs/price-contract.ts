import { AppError } from '../../../core/app-error.ts';
import { addDays, addMonths, todayIn } from '../../../core/civil-date.ts';
import type { InvoiceSide } from '../../../core/mapping/runs/invoice-effect.ts';
import { addMoney } from '../../../core/money/add-money.ts';
import { money } from '../../../core/money/money.ts';
import { moneyToText } from '../../../core/money/money-to-text.ts';
import { parseMoneyText } from '../../../core/money/parse-money-text.ts';
import type { Tx } from '../../../db/open-database.ts';
import type { Ctx } from '../../context.ts';
import { previewInvoices } from '../../contracts/preview-invoices.ts';
import { getGrantedContract } from '../../contracts/read-granted-contracts.ts';
import { toPreviewInput } from '../../contracts/to-preview-input.ts';

const MONTHS_AHEAD = 12;

/** What a contract gives in the twelve months to come as everything stands in this transaction. */
export async function priceContract(tx: Tx, ctx: Ctx, contractId: string): Promise<InvoiceSide> {
  try {
    // By itself, also where it is billed together with others: each of them has its own effect.
    const input = await toPreviewInput(tx, await getGrantedContract(tx, ctx, contractId), []);
    const { terms } = input;
    const from = todayIn(terms.entity.timeZone, ctx.deps.clock.now());
    const span = { from, to: addDays(addMonths(from, MONTHS_AHEAD), -1) };
    const { invoices } = await previewInvoices(tx, { ...input, since: from }, span);
    const payable = invoices
      .flatMap((invoice) => {
        const amount = parseMoneyText(invoice.payable, terms.currency);
        return amount.ok ? [amount.value] : [];
      })
      .reduce(addMoney, money(0n, terms.currency));
    return {
      outcome: 'contract',
      currency: terms.currency,
      payable: moneyToText(payable),
      invoiceCount: invoices.length,
    };
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return { outcome: 'refused', code: cause.code, detail: cause.detail };
  }
}
