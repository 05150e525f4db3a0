/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { REASON_MAX_CHARS } from '../../parts/decision-form.tsx';
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import type { MoneyAction } from '../../read/money-actions.ts';
import type { MoneyPartProps } from './money-page.tsx';

type MoneyActProps = {
  part: MoneyPartProps;
  action: MoneyAction;
  /** Tells several buttons of one action apart. */
  of?: string;
  hidden?: Record<string, string>;
  reason?: 'required' | 'optional';
  tone?: 'plain' | 'main' | 'danger';
  size?: 'normal' | 'small';
  children?: Child;
};

/** The button of one action with its question; nothing where the viewer cannot do it now. */
export function MoneyAct({ part, action, of = '', hidden, reason, tone, size, children }: MoneyActProps) {
  const { ui, data, actions } = part;
  if (!actions.has(action)) return null;
  const { label, title, text, confirm } = ui.texts.money.act[action];
  return (
    <ConfirmButton
      ui={ui}
      id={`money-${action}${of}`}
      label={label}
      title={title}
      text={text}
      confirm={confirm}
      action={`/invoices/${data.view.document.id}/money/${action}`}
      {...(hidden === undefined ? {} : { hidden })}
      {...(tone === undefined ? {} : { tone })}
      {...(size === undefined ? {} : { size })}
    >
      {children}
      {reason === undefined ? null : (
        <TextArea
          ui={ui}
          name={`${action}${of}-reason`}
          label={ui.texts.form.reason}
          help={ui.texts.form.reasonHelp}
          isRequired={reason === 'required'}
          maxlength={REASON_MAX_CHARS}
        />
      )}
    </ConfirmButton>
  );
}
