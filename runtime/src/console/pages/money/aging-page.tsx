/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { OverdueBucket } from '../../../core/settlement/due-status.ts';
import type { AgedView, AgingReport, AgingRow } from '../../../flow/read/read-aging.ts';
import { moneyText } from '../../format/money-text.ts';
import { Empty } from '../../parts/empty.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

type AgingProps = { ui: Ui; report: AgingReport; entityNames: ReadonlyMap<string, string> };

const BUCKETS: readonly OverdueBucket[] = ['1-30', '31-60', '61-90', 'over_90'];

/** What is owed by its age: sums per legal entity and currency, then each customer, what is late longest first. */
export function AgingPage({ ui, report, entityNames }: AgingProps) {
  const texts = ui.texts.aging;
  const { sums, rows, hasMore } = report;
  const nameOf = (entityId: string): string => entityNames.get(entityId) ?? entityId;
  return (
    <Layout ui={ui} title={texts.title} current="aging">
      <PageHead title={texts.title} lead={texts.lead}>
        {ui.viewer?.permissions.has('record_payment') === true ? (
          <a class="button button-main" href="/receipts/new">
            {ui.texts.receipts.open}
          </a>
        ) : null}
      </PageHead>
      {rows.length === 0 ? <Empty title={texts.emptyTitle} text={texts.empty} /> : null}
      <div class="stack">
        {rows.length === 0 ? null : (
          <AgedTable
            ui={ui}
            title={texts.sums}
            first={texts.columns.entity}
            rows={sums.map((sum) => ({ ...sum, name: nameOf(sum.entityId), late: null }))}
          />
        )}
        {rows.length === 0 ? null : (
          <AgedTable
            ui={ui}
            title={texts.customers}
            first={texts.columns.customer}
            rows={rows.map((row) => ({
              ...row,
              name: sums.length > 1 ? `${row.customerName} · ${nameOf(row.entityId)}` : row.customerName,
              late: lateText(ui, row),
            }))}
          />
        )}
        {hasMore ? <p class="hint">{texts.more}</p> : null}
      </div>
    </Layout>
  );
}

function lateText({ texts: { aging } }: Ui, { daysOverdue, overdueLevel }: AgingRow): string {
  if (daysOverdue === 0) return '';
  const days = aging.days(String(daysOverdue));
  return overdueLevel === null ? days : `${days} · ${overdueLevel}`;
}

type ShownRow = AgedView & { name: string; currency: string; late: string | null };

function AgedTable({ ui, title, first, rows }: { ui: Ui; title: string; first: string; rows: ShownRow[] }) {
  const { columns, buckets } = ui.texts.aging;
  const heads = [
    columns.notDue,
    ...BUCKETS.map((bucket) => buckets[bucket]),
    columns.total,
    columns.disputed,
  ];
  const hasLate = rows.some(({ late }) => late !== null);
  return (
    <section class="block" aria-label={title}>
      <h2>{title}</h2>
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {heads.map((head) => (
              <th scope="col" class="number">
                {head}
              </th>
            ))}
            {hasLate ? <th scope="col">{columns.late}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">{row.name}</th>
              {amountsOf(row).map((amount, at) => (
                <td class="number" data-label={heads[at]}>
                  {moneyText(amount, row.currency, ui.locale)}
                </td>
              ))}
              {hasLate ? <td data-label={columns.late}>{row.late}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const amountsOf = (row: AgedView): string[] => [
  row.notDue,
  ...BUCKETS.map((bucket) => row.overdue[bucket]),
  row.total,
  row.disputed,
];
