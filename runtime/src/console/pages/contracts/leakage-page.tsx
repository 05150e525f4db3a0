/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AGE_BUCKETS } from '../../../core/billing/leakage.ts';
import type { LeakageReport, LeakView } from '../../../flow/contracts/read-leakage.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { Empty } from '../../parts/empty.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { LeakageCredits } from './leakage-credits.tsx';

type LeakageProps = { ui: Ui; report: LeakageReport };

/** What is billable and on no invoice: by age and currency, then each of it, then what cannot be looked at. */
export function LeakagePage({ ui, report }: LeakageProps) {
  const texts = ui.texts.leakage;
  const { leaks, strays, refused, credits, unread, isComplete } = report;
  const isEmpty = [leaks, strays, refused, credits, unread].every(({ length }) => length === 0);
  return (
    <Layout ui={ui} title={texts.title} current="exceptions">
      <PageHead title={texts.title} lead={texts.lead} crumb={{ href: '/exceptions', label: texts.back }} />
      {isEmpty ? <Empty title={texts.emptyTitle} text={texts.empty} /> : null}
      <div class="stack">
        {isComplete ? null : <p class="advice">{texts.incomplete}</p>}
        <Totals ui={ui} report={report} />
        <Leaks ui={ui} leaks={leaks} />
        <Refused ui={ui} report={report} />
        <LeakageCredits ui={ui} credits={report.credits} />
        <Unread ui={ui} report={report} />
        <Strays ui={ui} report={report} />
      </div>
    </Layout>
  );
}

function Totals({ ui, report: { totals } }: LeakageProps) {
  const texts = ui.texts.leakage;
  const currencies = [...new Set(totals.map(({ currency }) => currency))];
  if (currencies.length === 0) return null;
  const amountOf = (currency: string, bucket: string) =>
    totals.find((total) => total.currency === currency && total.bucket === bucket)?.missingNet ?? '0';
  return (
    <section class="block" aria-label={texts.total}>
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{texts.currency}</th>
            {AGE_BUCKETS.map((bucket) => (
              <th scope="col" class="number">
                {texts.buckets[bucket]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {currencies.map((currency) => (
            <tr>
              <th scope="row">{currency}</th>
              {AGE_BUCKETS.map((bucket) => (
                <td class="number" data-label={texts.buckets[bucket]}>
                  {moneyText(amountOf(currency, bucket), currency, ui.locale)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Leaks({ ui, leaks }: { ui: Ui; leaks: readonly LeakView[] }) {
  const { leaks: title, columns } = ui.texts.leakage;
  if (leaks.length === 0) return null;
  return (
    <section class="block" aria-labelledby="title-leaks">
      <h2 id="title-leaks">{title}</h2>
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{columns.contract}</th>
            <th scope="col">{columns.what}</th>
            <th scope="col">{columns.since}</th>
            <th scope="col" class="number">
              {columns.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {leaks.map((leak) => (
            <Leak ui={ui} leak={leak} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Leak({ ui, leak }: { ui: Ui; leak: LeakView }) {
  const { kinds, columns, days } = ui.texts.leakage;
  return (
    <tr>
      <td>
        <a class="strong" href={`/contracts/${leak.contractId}`}>
          {leak.contractTitle}
        </a>
        {leak.isParked ? (
          <>
            {' '}
            <span class="chip tone-amber">{ui.texts.contracts.states.parked}</span>
          </>
        ) : null}
      </td>
      <td data-label={columns.what}>
        <span>
          {kinds[leak.kind]}
          <span class="under">{leak.sku}</span>
        </span>
      </td>
      <td data-label={columns.since}>
        <span>
          {dateText(leak.billableFrom, ui.locale)}
          <span class={leak.ageDays > 30 ? 'under late' : 'under'}>{days(String(leak.ageDays))}</span>
        </span>
      </td>
      <td class="number" data-label={columns.amount}>
        {moneyText(leak.missingNet, leak.currency, ui.locale)}
      </td>
    </tr>
  );
}

function Refused({ ui, report: { refused } }: LeakageProps) {
  const { refused: title, refusedLead } = ui.texts.leakage;
  if (refused.length === 0) return null;
  return (
    <section class="block" aria-labelledby="title-refused">
      <h2 id="title-refused">{title}</h2>
      <p class="muted">{refusedLead}</p>
      <ul class="plain">
        {refused.map(({ contractId, contractTitle, finding }) => (
          <li class="system">
            <a class="strong" href={`/contracts/${contractId}`}>
              {contractTitle}
            </a>
            <p>{finding.text[ui.locale]}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unread({ ui, report: { unread } }: LeakageProps) {
  if (unread.length === 0) return null;
  return (
    <section class="block" aria-labelledby="title-unread">
      <h2 id="title-unread">{ui.texts.leakage.unread}</h2>
      <ul class="plain">
        {unread.map(({ contractId, contractTitle, code, detail }) => (
          <li class="system">
            <a class="strong" href={`/contracts/${contractId}`}>
              {contractTitle}
            </a>
            <ErrorNote ui={ui} code={code} detail={detail} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Strays({ ui, report: { strays } }: LeakageProps) {
  const { strays: title, straysLead, strayColumns: columns } = ui.texts.leakage;
  if (strays.length === 0) return null;
  return (
    <section class="block" aria-labelledby="title-strays">
      <h2 id="title-strays">{title}</h2>
      <p class="muted">{straysLead}</p>
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{columns.key}</th>
            <th scope="col">{columns.kind}</th>
            <th scope="col" class="number">
              {columns.count}
            </th>
          </tr>
        </thead>
        <tbody>
          {strays.map(({ contractKey, system, kind, count }) => (
            <tr>
              <td>
                <span class="strong">{contractKey}</span>
                <span class="under">{system}</span>
              </td>
              <td data-label={columns.kind}>{nameOf(ui.texts.contracts.kinds, kind)}</td>
              <td class="number" data-label={columns.count}>
                {count}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
