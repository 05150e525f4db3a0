/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { EvidenceFact, InvoiceEvidence, LineEvidence } from '../../flow/read/read-evidence.ts';
import { dateText } from '../format/date-text.ts';
import { Empty } from '../parts/empty.tsx';
import { Instant } from '../parts/instant.tsx';
import { Layout } from '../parts/layout.tsx';
import { PageHead } from '../parts/page-head.tsx';
import type { Ui } from '../ui.ts';
import { factDay, factText } from './contracts/fact-text.ts';

type EvidenceProps = { ui: Ui; evidence: InvoiceEvidence; zone: string };

/** What proves each line of an invoice: every delivery, shipment, hour and expense, and how it changed. */
export function EvidencePage({ ui, evidence: { document, lines }, zone }: EvidenceProps) {
  const texts = ui.texts.invoice.evidence;
  const name = document.number ?? ui.texts.invoice.draft;
  const proven = lines.filter(({ facts }) => facts.length > 0);
  return (
    <Layout ui={ui} title={`${texts.title} · ${name}`} current="board">
      <PageHead
        title={texts.title}
        lead={texts.lead}
        crumb={{ href: `/invoices/${document.id}`, label: name }}
      />
      {proven.length === 0 ? <Empty title={texts.noneTitle} text={texts.none} /> : null}
      <div class="stack">
        {proven.map((line) => (
          <Line ui={ui} line={line} currency={document.currency} zone={zone} />
        ))}
      </div>
    </Layout>
  );
}

type LineProps = { ui: Ui; line: LineEvidence; currency: string; zone: string };

function Line({ ui, line: { position, name, facts }, currency, zone }: LineProps) {
  const { columns } = ui.texts.invoice.evidence;
  return (
    <section class="block" aria-labelledby={`title-line-${position}`}>
      <h2 id={`title-line-${position}`}>{`${position}. ${name}`}</h2>
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{columns.what}</th>
            <th scope="col">{columns.day}</th>
            <th scope="col">{columns.detail}</th>
            <th scope="col">{columns.history}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => (
            <tr>
              <td>{ui.texts.contracts.kinds[fact.event.kind]}</td>
              <td data-label={columns.day}>{dateText(factDay(fact.event), ui.locale)}</td>
              <td data-label={columns.detail}>{factText(ui, fact.event, currency)}</td>
              <td data-label={columns.history}>
                <History ui={ui} fact={fact} currency={currency} zone={zone} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type HistoryProps = { ui: Ui; fact: EvidenceFact; currency: string; zone: string };

function History({ ui, fact: { history }, currency, zone }: HistoryProps) {
  return (
    <ol class="plain">
      {history.map(({ at, event }) => (
        <li>
          <Instant ui={ui} at={at} zone={zone} />
          {history.length > 1 ? <span class="under">{factText(ui, event, currency)}</span> : null}
        </li>
      ))}
    </ol>
  );
}
