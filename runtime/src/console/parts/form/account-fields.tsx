/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { LedgerAccounts } from '../../../flow/connections/set-connection-accounts.ts';
import type { Ui } from '../../ui.ts';
import { TextField } from './text-field.tsx';

type AccountFieldsProps = {
  ui: Ui;
  /** Ends the names of the fields where several forms are on one page. */
  suffix?: string;
  values: LedgerAccounts;
  fields?: Readonly<Record<string, string>>;
};

/** The accounts of a ledger that losses and refunds go to. */
export function AccountFields({ ui, suffix = '', values, fields = {} }: AccountFieldsProps) {
  const { form } = ui.texts.connections;
  return (
    <>
      {(['writeOffAccountCode', 'refundAccountCode'] as const).map((name) => (
        <TextField
          ui={ui}
          name={`${name}${suffix}`}
          label={form[name]}
          help={form[`${name}Help`]}
          error={fields[name]}
          value={values[name]}
          maxlength={10}
          autocomplete="off"
        />
      ))}
    </>
  );
}
