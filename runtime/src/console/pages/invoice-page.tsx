/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../core/app-error.ts';
import type { DecisionRight } from '../../flow/approve/find-decision-right.ts';
import { ApprovalPanel } from '../parts/approval-panel.tsx';
import { Banner } from '../parts/banner.tsx';
import { Decisions } from '../parts/decisions.tsx';
import { InvoiceActions } from '../parts/invoice-actions.tsx';
import { InvoiceBounces } from '../parts/invoice-bounces.tsx';
import { InvoiceDeliveries } from '../parts/invoice-deliveries.tsx';
import { InvoiceDocumentPreview } from '../parts/invoice-document.tsx';
import { InvoiceEvents } from '../parts/invoice-events.tsx';
import { InvoiceFailures } from '../parts/invoice-failures.tsx';
import { InvoiceFindings } from '../parts/invoice-findings.tsx';
import { InvoiceHead } from '../parts/invoice-head.tsx';
import { InvoiceHistory } from '../parts/invoice-history.tsx';
import { InvoiceLines } from '../parts/invoice-lines.tsx';
import { InvoiceSteps } from '../parts/invoice-steps.tsx';
import { InvoiceSync } from '../parts/invoice-sync.tsx';
import { InvoiceTotals } from '../parts/invoice-totals.tsx';
import { Layout } from '../parts/layout.tsx';
import { LivePart, LivePulse, REFRESH_SECONDS } from '../parts/live-part.tsx';
import { LINEAGE_PANEL } from '../parts/origin-link.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { type HELD_DEEDS, type InvoiceAction, invoiceActions } from '../read/invoice-actions.ts';
import type { InvoicePageData } from '../read/load-invoice-page.ts';
import { pictureVersion } from '../read/picture-version.ts';
import type { Ui } from '../ui.ts';

/** What can have been done on the page of an invoice, or on one that leads back to it. */
type InvoiceDeed =
  | 'approved'
  | 'rejected'
  | 'credited'
  | 'corrected'
  | 'edited'
  | 'edit_kept'
  | 'unedited'
  | (typeof HELD_DEEDS)[number]
  | 'bounce_closed'
  | InvoiceAction;

/** What just happened: something that was done, or that was refused, with the reason that was typed. */
export type DecisionOutcome =
  | { state: 'none' }
  | { state: 'done'; what: InvoiceDeed }
  | { state: 'refused'; error: AppError; reason: string; advice?: string };

type InvoicePageProps = { ui: Ui; data: InvoicePageData; right: DecisionRight; outcome: DecisionOutcome };

/** Everything about one invoice. */
export function InvoicePage({ ui, data, right, outcome }: InvoicePageProps) {
  const { view, timeZone: zone } = data;
  const { texts } = ui;
  const version = pictureVersion(view);
  const name = view.document.number ?? texts.invoice.draft;
  const actions = invoiceActions(view, ui.viewer?.permissions ?? new Set());
  return (
    <Layout ui={ui} title={`${name} · ${view.document.buyer.name}`} current="board">
      {outcome.state === 'done' ? (
        <Banner kind="done">
          <p>{doneText(ui, outcome.what)}</p>
        </Banner>
      ) : null}
      {outcome.state === 'refused' ? <Refusal ui={ui} error={outcome.error} advice={outcome.advice} /> : null}
      <div class="invoice">
        <div class="invoice-main">
          <div>
            <LivePart id={LIVE.head}>
              <InvoiceHead ui={ui} view={view} />
              <InvoiceBounces ui={ui} view={view} />
            </LivePart>
            <LivePart id={LIVE.actions}>
              <InvoiceActions ui={ui} view={view} actions={actions} />
            </LivePart>
          </div>
          <LivePart id={LIVE.approval}>
            <ApprovalPanel
              ui={ui}
              data={data}
              right={right}
              reason={outcome.state === 'refused' ? outcome.reason : ''}
            />
          </LivePart>
          <LivePart id={LIVE.main}>
            <InvoiceFailures ui={ui} failures={data.failures} />
            <InvoiceFindings ui={ui} found={data.findings} />
            <InvoiceSteps ui={ui} view={view} zone={zone} />
            <InvoiceLines ui={ui} document={view.document} />
            <InvoiceTotals ui={ui} view={view} />
            <InvoiceEvents ui={ui} view={view} zone={zone} />
            <InvoiceHistory ui={ui} entries={data.history} zone={zone} />
          </LivePart>
        </div>
        <div class="invoice-side">
          <LivePart id={LIVE.side}>
            <section class="block" aria-labelledby="title-card">
              <h2 id="title-card">{texts.invoice.card}</h2>
              <img
                class="picture"
                src={`/invoices/${view.document.id}/card.svg?v=${version}`}
                alt={texts.invoice.cardAlt(`${name}, ${view.document.buyer.name}`)}
              />
            </section>
            <InvoiceSync ui={ui} sync={view.sync} zone={zone} />
            <InvoiceDeliveries ui={ui} view={view} zone={zone} />
            <Decisions ui={ui} view={view} zone={zone} />
            <InvoiceDocumentPreview ui={ui} view={view} zone={zone} version={version} />
          </LivePart>
        </div>
      </div>
      <LivePulse
        href={`/invoices/${view.document.id}`}
        seconds={REFRESH_SECONDS.invoice}
        parts={Object.values(LIVE)}
      />
      <dialog class="panel" id={LINEAGE_PANEL} aria-labelledby="title-lineage"></dialog>
    </Layout>
  );
}

function doneText({ texts }: Ui, what: InvoiceDeed): string {
  const { done: edited, kept: edit_kept, nothingChanged: unedited } = texts.edit;
  const others = {
    credited: texts.credit.done,
    corrected: texts.correction.done,
    edited,
    edit_kept,
    unedited,
    ...texts.held.done,
    bounce_closed: texts.delivery.closeDone,
  };
  return { ...texts.approval.done, ...texts.actions.done, ...others }[what];
}

/** Parted where somebody may be at work: what is typed in one part does not hold up the others. */
const LIVE = {
  head: 'live-head',
  actions: 'live-actions',
  approval: 'live-approval',
  main: 'live-main',
  side: 'live-side',
} as const;
