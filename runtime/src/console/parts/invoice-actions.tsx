/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import { canCorrect, canCredit, canEdit, type InvoiceAction } from '../read/invoice-actions.ts';
import type { Ui } from '../ui.ts';
import { REASON_MAX_CHARS } from './decision-form.tsx';
import { ConfirmButton } from './form/confirm-button.tsx';
import { TextArea } from './form/text-area.tsx';

type ActionsProps = { ui: Ui; view: InvoiceView; actions: readonly InvoiceAction[] };

/** What can be done to the invoice; each asks before it acts and says what it will do, to whom. */
export function InvoiceActions({ ui, view, actions }: ActionsProps) {
  const permissions = ui.viewer?.permissions ?? new Set();
  const isCreditable = canCredit(view, permissions);
  const isEditable = canEdit(view, permissions);
  const isCorrectable = canCorrect(view, permissions);
  const hasMoney = view.document.number !== null && view.document.type !== 'credit_note';
  const hasLinks = isCreditable || isEditable || isCorrectable || hasMoney;
  if (actions.length === 0 && !hasLinks) return null;
  const texts = ui.texts.actions;
  const name = view.document.number ?? view.document.buyer.name;
  const recipients = view.document.recipients.map(({ email }) => email).join(', ');
  return (
    <div class="actions invoice-actions">
      {actions.map((action) => {
        const { label, title, text, confirm } = texts[action];
        return (
          <ConfirmButton
            ui={ui}
            id={`act-${action}`}
            label={label}
            title={title(name)}
            text={text(recipients)}
            confirm={confirm}
            action={`/invoices/${view.document.id}/${action}`}
            tone={TONES[action]}
          >
            {SENDS.has(action) && view.bouncedRecipients.length > 0 ? (
              <p class="advice">
                {ui.texts.delivery.warnSend(view.bouncedRecipients.map(({ email }) => email).join(', '))}
              </p>
            ) : null}
            {REASONED.has(action) ? (
              <TextArea
                ui={ui}
                name={`reason-${action}`}
                label={ui.texts.form.reason}
                help={action === 'submit' ? texts.submitReason : ui.texts.form.reasonHelp}
                isRequired={action !== 'submit'}
                maxlength={REASON_MAX_CHARS}
              />
            ) : null}
          </ConfirmButton>
        );
      })}
      {isEditable ? (
        <a class="button" href={`/invoices/${view.document.id}/edit`}>
          {ui.texts.edit.open}
        </a>
      ) : null}
      {isCorrectable ? (
        <a class="button" href={`/invoices/${view.document.id}/correction`}>
          {ui.texts.correction.open}
        </a>
      ) : null}
      {isCreditable ? (
        <a class="button" href={`/invoices/${view.document.id}/credit`}>
          {ui.texts.credit.open}
        </a>
      ) : null}
      {hasMoney ? (
        <a class="button" href={`/invoices/${view.document.id}/money`}>
          {ui.texts.money.open}
        </a>
      ) : null}
    </div>
  );
}

const TONES = {
  submit: 'main',
  withdraw: 'plain',
  takeBack: 'plain',
  issue: 'main',
  revoke: 'danger',
  send: 'main',
  resend: 'plain',
  discard: 'danger',
  void: 'danger',
  reissue: 'main',
} as const satisfies Record<InvoiceAction, string>;

const SENDS: ReadonlySet<InvoiceAction> = new Set(['send', 'resend']);
const REASONED: ReadonlySet<InvoiceAction> = new Set([
  'submit',
  'withdraw',
  'takeBack',
  'revoke',
  'discard',
  'void',
]);
