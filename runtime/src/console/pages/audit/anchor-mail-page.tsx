/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AnchorMailView } from '../../../flow/audit/mail/anchor-mail-settings.ts';
import { Banner } from '../../parts/banner.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Checkbox } from '../../parts/form/checkbox.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

/** What stands in the form: one address a line. */
export type AnchorMailValues = { isOn: boolean; addresses: string };

type AnchorMailProps = {
  ui: Ui;
  values: AnchorMailValues;
  mails: AnchorMailView['mails'];
  mayChange: boolean;
  isSaved: boolean;
  fields: Readonly<Record<string, string>>;
};

/** Whether the signed anchor of each day is mailed, to whom, and what became of the latest mails. */
export function AnchorMailPage({ ui, values, mails, mayChange, isSaved, fields }: AnchorMailProps) {
  const { mail: texts, title } = ui.texts.audit;
  return (
    <Layout ui={ui} title={texts.title} current="audit">
      <div class="stack">
        <PageHead title={texts.title} lead={texts.lead} crumb={{ href: '/audit', label: title }} />
        {isSaved ? (
          <Banner kind="done">
            <p>{texts.saved}</p>
          </Banner>
        ) : null}
        <FormErrors ui={ui} fields={fields} labels={texts} />
        <form class="form block" method="post" action="/audit/anchor-mail">
          <Checkbox
            name="isOn"
            label={texts.isOn}
            help={texts.isOnHelp}
            isChecked={values.isOn}
            isDisabled={!mayChange}
            hasOptionalMark={false}
          />
          <TextArea
            ui={ui}
            name="addresses"
            label={texts.addresses}
            help={texts.addressesHelp}
            value={values.addresses}
            error={fields['addresses']}
            isDisabled={!mayChange}
            hasOptionalMark={false}
          />
          {mayChange ? <SubmitRow ui={ui} label={texts.save} /> : <p class="muted">{texts.readOnly}</p>}
        </form>
        {mails.length === 0 ? (
          <Empty title={texts.none} text={texts.noneText} />
        ) : (
          <Mails ui={ui} mails={mails} />
        )}
        <section class="block" aria-labelledby="title-check">
          <h2 id="title-check">{texts.checkTitle}</h2>
          <p>{texts.check}</p>
          <p>
            <code>seikyu audit verify --anchors anchor-2026-11-28.ndjson</code>
          </p>
        </section>
      </div>
    </Layout>
  );
}

function Mails({ ui, mails }: Pick<AnchorMailProps, 'ui' | 'mails'>) {
  const { mail: texts } = ui.texts.audit;
  return (
    <section class="block" aria-labelledby="title-mails">
      <h2 id="title-mails">{texts.mailsTitle}</h2>
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{texts.columns.day}</th>
            <th scope="col">{texts.columns.to}</th>
            <th scope="col">{texts.columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {mails.map(({ day, addresses, state }) => (
            <tr>
              <th scope="row">{day}</th>
              <td data-label={texts.columns.to}>{addresses.join(', ')}</td>
              <td data-label={texts.columns.state}>{texts.states[state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
