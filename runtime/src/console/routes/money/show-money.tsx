/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { todayIn } from '../../../core/civil-date.ts';
import { getInvoice } from '../../../flow/read/get-invoice.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { readSettlement } from '../../../flow/read/read-settlement.ts';
import { readReminders } from '../../../flow/remind/read-reminders.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { type MoneyOutcome, MoneyPage } from '../../pages/money/money-page.tsx';
import { MONEY_ACTIONS } from '../../read/money-actions.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Answers with the money of an invoice as it is now; throws `invoice.not_found`. */
export async function showMoney(
  c: ConsoleContext,
  parts: Console,
  invoiceId: string,
  outcome: MoneyOutcome = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  const view = await getInvoice({ ctx, input: { invoiceId } });
  const settlement = await readSettlement({ ctx, input: { invoiceId } });
  const entity = (await listEntities({ ctx })).find(({ id }) => id === view.document.entityId);
  const timeZone = entity?.timeZone ?? 'UTC';
  const { ids, clock } = ctx.deps;
  const data = {
    view,
    settlement,
    reminders: await readReminders({ ctx, input: { invoiceId } }),
    timeZone,
    externalId: `console-${ids.next('request')}`,
    today: todayIn(timeZone, clock.now()),
  };
  const done = MONEY_ACTIONS.find((action) => action === c.req.query('done'));
  const shown = outcome.error === undefined && done !== undefined ? { done } : outcome;
  const ui = uiOf(c, parts, `/invoices/${invoiceId}/money`);
  const status = outcome.error === undefined ? 200 : statusOf(outcome.error);
  return answerPage(c, <MoneyPage ui={ui} data={data} outcome={shown} />, status);
}
