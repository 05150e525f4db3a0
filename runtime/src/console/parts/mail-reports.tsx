/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ReportView } from '../../flow/deliver/read-sends.ts';
import type { Ui } from '../ui.ts';
import { ConfirmButton } from './form/confirm-button.tsx';
import { TextArea } from './form/text-area.tsx';
import { Instant } from './instant.tsx';

type MailReportsProps = {
  ui: Ui;
  invoiceId: string;
  reports: readonly ReportView[];
  zone: string;
  /** Whether the viewer may say that a bounce was seen to. */
  mayClose: boolean;
};

/** What was told of each recipient of a mail: when it was taken, opened or came back, and why in the provider's words. */
export function MailReports({ ui, invoiceId, reports, zone, mayClose }: MailReportsProps) {
  const texts = ui.texts.delivery;
  const ofRecipients = Map.groupBy(reports, ({ recipient }) => recipient);
  return [...ofRecipients].map(([recipient, told]) => (
    <ul class="plain" aria-label={texts.reports(recipient)}>
      {told.map((report) => (
        <li class={report.kind === 'bounced' ? 'advice' : 'under'}>
          <strong>{texts.kinds[report.kind]}</strong> · {recipient} ·{' '}
          <Instant ui={ui} at={report.at} zone={zone} />
          {report.reason === null ? null : <p class="mono">{report.reason}</p>}
          {report.closed === null ? null : <p>{texts.closed(report.closed.by, report.closed.reason)}</p>}
          {report.kind === 'bounced' && report.closed === null && mayClose ? (
            <CloseBounce ui={ui} invoiceId={invoiceId} report={report} />
          ) : null}
        </li>
      ))}
    </ul>
  ));
}

function CloseBounce({ ui, invoiceId, report }: { ui: Ui; invoiceId: string; report: ReportView }) {
  const texts = ui.texts.delivery;
  return (
    <ConfirmButton
      ui={ui}
      id={`close-${report.id}`}
      label={texts.close}
      title={texts.closeTitle(report.recipient)}
      text={texts.closeText}
      confirm={texts.closeConfirm}
      action={`/invoices/${invoiceId}/bounces/${report.id}/close`}
      size="small"
    >
      <TextArea
        ui={ui}
        name={`reason-${report.id}`}
        label={ui.texts.form.reason}
        help={texts.closeHelp}
        isRequired
        maxlength={1000}
      />
    </ConfirmButton>
  );
}
