/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { EntityView } from '../../../flow/read/list-entities.ts';
import { RadioGroup } from '../../parts/form/choice-group.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { Select } from '../../parts/form/select.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';

type NewReceiptProps = {
  ui: Ui;
  customers: readonly { id: string; name: string }[];
  entities: readonly EntityView[];
  /** The part of a name that was searched for. */
  query: string;
  values: FormValues;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** The form for money of a customer that names no invoice. The search is a form of its own, so it needs no script. */
export function NewReceiptPage(props: NewReceiptProps) {
  const { ui, customers, query, error, fields } = props;
  const texts = ui.texts.receipts;
  return (
    <Layout ui={ui} title={texts.title} current="aging">
      <div class="narrow">
        <PageHead title={texts.title} lead={texts.lead} crumb={{ href: '/aging', label: texts.back }} />
        <div class="stack">
          <FormErrors ui={ui} error={error} fields={fields} labels={texts} />
          <form class="form block" method="get" action="/receipts/new">
            <TextField
              ui={ui}
              name="query"
              label={texts.search}
              help={texts.searchHelp}
              type="search"
              value={query}
              maxlength={100}
              hasOptionalMark={false}
            />
            <div class="form-actions">
              <button class="button" type="submit">
                {texts.searchSubmit}
              </button>
            </div>
          </form>
          {customers.length === 0 ? (
            <p class="hint">{texts.noneFound}</p>
          ) : (
            <form class="form block" method="post" action="/receipts/new">
              <ReceiptFields {...props} />
              <SubmitRow ui={ui} label={texts.submit} cancelHref="/aging" />
            </form>
          )}
        </div>
      </div>
    </Layout>
  );
}

function ReceiptFields({ ui, customers, entities, query, values, fields }: NewReceiptProps) {
  const texts = ui.texts.receipts;
  const text = (name: 'amount' | 'currency' | 'reference') => ({
    ui,
    name,
    label: texts[name],
    help: texts[`${name}Help`],
    value: values[name],
    error: fields[name],
    autocomplete: 'off',
  });
  return (
    <>
      <input type="hidden" name="externalId" value={values['externalId']} />
      <input type="hidden" name="query" value={query} />
      <Select
        ui={ui}
        name="customerId"
        label={texts.customerId}
        choices={customers.map(({ id, name }) => ({ value: id, label: name }))}
        value={values['customerId']}
        error={fields['customerId']}
        isRequired
      />
      <Select
        ui={ui}
        name="entityId"
        label={texts.entityId}
        choices={entities.map(({ id, name }) => ({ value: id, label: name }))}
        value={values['entityId']}
        error={fields['entityId']}
        isRequired
      />
      <div class="form-grid">
        <TextField {...text('amount')} inputmode="decimal" maxlength={40} isRequired />
        <TextField {...text('currency')} maxlength={3} isRequired />
      </div>
      <RadioGroup
        ui={ui}
        name="state"
        label={texts.state}
        choices={(['settled', 'processing'] as const).map((value) => ({ value, ...texts.states[value] }))}
        value={values['state'] ?? 'settled'}
        error={fields['state']}
        isRequired
      />
      <TextField
        ui={ui}
        name="receivedOn"
        label={texts.receivedOn}
        help={texts.receivedOnHelp}
        type="date"
        value={values['receivedOn']}
        error={fields['receivedOn']}
        isRequired
      />
      <TextField {...text('reference')} maxlength={300} />
      <RadioGroup
        ui={ui}
        name="rest"
        label={texts.rest}
        help={texts.restHelp}
        choices={(['keep', 'oldest_due'] as const).map((value) => ({ value, ...texts.rests[value] }))}
        value={values['rest'] ?? 'keep'}
        error={fields['rest']}
        isRequired
      />
    </>
  );
}
