/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { DecisionRight } from '../../flow/approve/find-decision-right.ts';
import type { InvoicePageData } from '../read/load-invoice-page.ts';
import type { Ui } from '../ui.ts';
import { ApprovalSteps, askNames } from './approval-steps.tsx';
import { DecisionForm } from './decision-form.tsx';
import { HeldDetails, heldName } from './held-command.tsx';
import { Instant } from './instant.tsx';
import { LiftedRules } from './lifted-rules.tsx';
import { WhyRouted } from './why-routed.tsx';

type PanelProps = { ui: Ui; data: InvoicePageData; right: DecisionRight; reason: string };

/** The open approval request: why a person is asked, and the form for those who may decide. */
export function ApprovalPanel({ ui, data, right, reason }: PanelProps) {
  const { request } = data;
  if (request === null) return null;
  const texts = ui.texts.approval;
  const { command } = request;
  const { currency } = data.view.document;
  const title = command === null ? texts.title : ui.texts.held.title(heldName(ui, command, currency));
  return (
    <section class="approval" aria-labelledby="title-approval">
      <h2 id="title-approval">{title}</h2>
      {command === null ? null : <p>{ui.texts.held.lead}</p>}
      {command === null ? null : <HeldDetails ui={ui} command={command} />}
      <p class="approval-lead">
        {texts.waitsFor(
          request.steps
            .slice(0, 1)
            .map((step) => askNames(ui, step))
            .join(''),
        )}
      </p>
      <p class="meta">
        <Instant
          ui={ui}
          at={request.requestedAt}
          zone={data.timeZone}
          sentence={(time) => texts.requestedBy(request.requestedBy.name, time)}
        />
      </p>
      <ApprovalSteps ui={ui} steps={request.steps} zone={data.timeZone} />
      <WhyRouted ui={ui} explanation={request.explanation} facts={data.routingFacts} />
      <ByVersion ui={ui} rules={request.rules} />
      {right.right === 'may' ? (
        <LiftedRules ui={ui} rules={right.liftedRules} sentence={ui.texts.approvalTerms.wouldLift} />
      ) : null}
      {right.right === 'may' ? (
        <DecisionForm
          ui={ui}
          invoiceId={data.view.document.id}
          requestId={request.id}
          contentHash={data.contentHash}
          reason={reason}
          actingFor={right.actingFor}
        />
      ) : (
        <p class="advice">{texts.cannot[right.right]}</p>
      )}
    </section>
  );
}

/** Which version of the rules routed it: a request stays bound to that one, whatever is published since. */
function ByVersion({ ui, rules }: { ui: Ui; rules: NonNullable<InvoicePageData['request']>['rules'] }) {
  const texts = ui.texts.approval;
  if (rules === null) return <p class="meta">{texts.byNoRules}</p>;
  return (
    <p class="meta">
      <a href={`/rules/${rules.versionId}`}>{texts.byVersion(String(rules.version))}</a>
      {rules.isInForce ? null : <span>{texts.otherVersion}</span>}
    </p>
  );
}
