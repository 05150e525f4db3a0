/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { todayIn } from '../../core/civil-date.ts';
import type { InvoiceSummary } from '../../flow/read/list-invoices.ts';
import { dateText } from '../format/date-text.ts';
import { moneyText } from '../format/money-text.ts';
import type { Ui } from '../ui.ts';
import { KindTag } from './kind-tag.tsx';
import { StatusChip } from './status-chip.tsx';
import { SyncDots } from './sync-dots.tsx';

type CardProps = { ui: Ui; invoice: InvoiceSummary; zones: Zones };

/** The IANA zone of each legal entity, by its id. */
export type Zones = ReadonlyMap<string, string>;

/** An invoice on the board; all of it is the link to its page. */
export function BoardCard({ ui, invoice, zones }: CardProps) {
  const { standing, currency } = invoice;
  const { texts, locale } = ui;
  const isWaiting = invoice.documentStatus === 'pending_approval';
  return (
    <li>
      <a
        class={isWaiting ? 'card card-waiting' : 'card'}
        id={`card-${invoice.id}`}
        href={`/invoices/${invoice.id}`}
        data-invoice={invoice.id}
        data-item=""
      >
        <span class="card-head">
          <span class="card-number">{invoice.number ?? texts.board.draftName}</span>
          <StatusChip ui={ui} status={standing.displayStatus} />
        </span>
        <KindTag ui={ui} type={invoice.type} />
        <span class="card-customer">{invoice.customerName}</span>
        <span class="card-total">{moneyText(standing.total, currency, locale)}</span>
        {standing.settlement === 'partially_paid' ? (
          <span class="card-open">
            {texts.board.openBalance(moneyText(standing.balance, currency, locale))}
          </span>
        ) : null}
        {standing.pendingMoney === null ? null : (
          <span class="card-open">
            {texts.board.onItsWay(moneyText(standing.pendingMoney.amount, currency, locale))}
          </span>
        )}
        {standing.delivery === 'bounced' && invoice.documentStatus === 'issued' ? (
          <span class="card-alarm">{texts.delivery.bounced}</span>
        ) : null}
        {standing.isSendUnknown ? <span class="card-alarm">{texts.board.sendUnknown}</span> : null}
        <span class="card-foot">
          <span class={standing.due.status === 'overdue' ? 'card-due late' : 'card-due'}>
            {dueText(ui, invoice, zones)}
          </span>
          <SyncDots ui={ui} sync={invoice.sync} />
        </span>
      </a>
    </li>
  );
}

function dueText(
  { texts, locale }: Ui,
  { entityId, standing, dueDate }: InvoiceSummary,
  zones: Zones,
): string {
  const { paid } = standing.reachedAt;
  if (paid !== null) return texts.board.paidOn(dateText(todayIn(zones.get(entityId) ?? 'UTC', paid), locale));
  if (standing.due.status === 'overdue') return texts.board.overdueBy(String(standing.due.daysOverdue));
  if (standing.due.status === 'due') return texts.board.dueToday;
  return dueDate === null ? texts.board.noDueDate : texts.board.due(dateText(dueDate, locale));
}
