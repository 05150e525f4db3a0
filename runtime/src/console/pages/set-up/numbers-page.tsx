/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';
import { type NumberExample, NumberHint } from './number-hint.tsx';

type NumbersProps = {
  ui: Ui;
  entity: { id: string; name: string };
  pattern: string;
  example: NumberExample;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** What stands in braces, as an example to copy. */
const WAYS = [
  { name: 'seq', token: '{seq:4}' },
  { name: 'period', token: '{year} {month}' },
  { name: 'customer', token: '{customer:3}' },
] as const;

/** How an entity numbers its invoices, with what the pattern in the form would print next. */
export function NumbersPage({ ui, entity, pattern, example, error, fields }: NumbersProps) {
  const texts = ui.texts.setUp.numbers;
  const path = `/set-up/entities/${entity.id}`;
  return (
    <Layout ui={ui} title={texts.title} current="setUp">
      <div class="narrow">
        <PageHead title={texts.title} lead={texts.lead} crumb={{ href: path, label: entity.name }} />
        <FormErrors ui={ui} error={error} fields={fields} labels={texts} />
        <form class="form" method="post" action={`${path}/numbers`}>
          <TextField
            ui={ui}
            name="pattern"
            label={texts.pattern}
            help={texts.patternHelp}
            value={pattern}
            error={fields['pattern']}
            maxlength={60}
            isRequired
            isMono
          />
          <div
            aria-live="polite"
            hx-get={`${path}/number-hint`}
            hx-trigger="input changed delay:250ms from:#field-pattern"
            hx-include="#field-pattern"
          >
            <NumberHint ui={ui} example={example} />
          </div>
          <table class="grid">
            <caption class="meta">{texts.ways}</caption>
            <tbody>
              {WAYS.map(({ name, token }) => (
                <tr>
                  <th scope="row" class="mono">
                    {token}
                  </th>
                  <td>{texts.wayTexts[name]}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <SubmitRow ui={ui} label={texts.submit} cancelHref={path} />
        </form>
      </div>
    </Layout>
  );
}
