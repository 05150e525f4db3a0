/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { ReminderPreview } from '../../../flow/remind/preview-reminders.ts';
import type { SampleReminder } from '../../../flow/remind/sample-reminders.ts';
import { Banner } from '../../parts/banner.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';
import { RemindersForm } from './reminders-form.tsx';
import { RemindersPlan } from './reminders-plan.tsx';

/** What the page shows: whose policy, the form as it stands, and what would come of it. */
export type RemindersProps = {
  ui: Ui;
  entity: { id: string; name: string };
  /** Whose policy of its own; null for that of the entity. */
  customer: { name: string; ownPolicyId: string | null } | null;
  path: string;
  values: FormValues;
  fields: Readonly<Record<string, string>>;
  error?: AppError | undefined;
  done?: 'saved' | 'removed' | undefined;
  mails: readonly SampleReminder[];
  preview: ReminderPreview;
};

/** When customers are reminded, the mails in both languages, and what would be sent today. */
export function RemindersPage(props: RemindersProps) {
  const { ui, entity, customer, values, fields, error, done } = props;
  const { reminders: texts, people } = ui.texts;
  const title = customer === null ? texts.title : texts.titleOf(customer.name);
  const labels = { ...texts, 'days.0': texts.steps };
  const home = `/set-up/entities/${entity.id}`;
  return (
    <Layout ui={ui} title={title} current="setUp">
      <div class="stack">
        <PageHead
          title={title}
          lead={texts.lead}
          crumb={{ href: customer === null ? home : `${home}/reminders`, label: entity.name }}
        />
        {done === undefined ? null : (
          <Banner kind="done">
            <p>{done === 'saved' ? people.saved : texts.removed}</p>
          </Banner>
        )}
        {values['isOn'] === 'on' ? null : <p class="hint">{texts.isOff}</p>}
        {customer === null ? null : <OwnPolicy {...props} customer={customer} />}
        <div class="narrow">
          <FormErrors ui={ui} error={error} fields={fields} labels={labels} />
          <RemindersForm {...props} />
        </div>
        <RemindersPlan ui={ui} entityId={entity.id} preview={props.preview} />
        <Mails {...props} />
      </div>
    </Layout>
  );
}

function OwnPolicy({ ui, path, customer }: RemindersProps & { customer: { ownPolicyId: string | null } }) {
  const texts = ui.texts.reminders;
  if (customer.ownPolicyId === null) return <p class="hint">{texts.notOwn}</p>;
  return (
    <form method="post" action={path} class="actions">
      <p class="hint">{texts.own}</p>
      <input type="hidden" name="policyId" value={customer.ownPolicyId} />
      <button class="button button-small" type="submit" name="act" value="remove">
        {texts.remove}
      </button>
    </form>
  );
}

function Mails({ ui, mails }: RemindersProps) {
  const texts = ui.texts.reminders;
  return (
    <section class="block" aria-labelledby="title-mails">
      <h2 id="title-mails">{texts.mails}</h2>
      {mails.map(({ locale, tone, subject, body }) => (
        <details>
          <summary>{texts.wordsOf(texts.languages[locale], texts.tones[tone])}</summary>
          <p>
            <strong>{subject}</strong>
          </p>
          <pre class="code" lang={locale}>
            {body}
          </pre>
        </details>
      ))}
    </section>
  );
}
