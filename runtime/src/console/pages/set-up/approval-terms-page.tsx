/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { SegregationView } from '../../../flow/segregation/list-segregation.ts';
import type { ToleranceView } from '../../../flow/tolerance/list-tolerances.ts';
import { Banner } from '../../parts/banner.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { Layout } from '../../parts/layout.tsx';
import { LiftedRules } from '../../parts/lifted-rules.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';
import { SegregationTable } from './segregation-table.tsx';
import { ToleranceForm } from './tolerance-form.tsx';

/** A form that came back, of which entity, with what was typed and what was wrong. */
export type WrongTolerance = {
  entityId: string;
  values: FormValues;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

type TermsProps = {
  ui: Ui;
  tolerances: readonly ToleranceView[];
  rules: readonly SegregationView[];
  done?: 'tolerance' | 'off' | 'on' | undefined;
  wrong?: WrongTolerance | undefined;
};

/** By how much an approved invoice may change, and who must be another person than whom. */
export function ApprovalTermsPage({ ui, tolerances, rules, done, wrong }: TermsProps) {
  const texts = ui.texts.approvalTerms;
  const off = rules.flatMap(({ rule, isOn }) => (isOn ? [] : [rule]));
  return (
    <Layout ui={ui} title={texts.title} current="setUp">
      <div class="narrow stack">
        <PageHead title={texts.title} lead={texts.lead} crumb={{ href: '/set-up', label: texts.back }} />
        {done === undefined ? null : (
          <Banner kind="done">
            <p>{texts.done[done]}</p>
          </Banner>
        )}
        <LiftedRules ui={ui} rules={off} sentence={texts.warning} />
        <section class="block stack" aria-labelledby="title-tolerance">
          <h2 id="title-tolerance">{texts.toleranceTitle}</h2>
          <p class="muted">{texts.toleranceLead}</p>
          {wrong === undefined ? null : (
            <FormErrors
              ui={ui}
              error={wrong.error}
              fields={Object.fromEntries(
                Object.entries(wrong.fields).map(([name, text]) => [`${name}-${wrong.entityId}`, text]),
              )}
            />
          )}
          {tolerances.map((tolerance) => (
            <ToleranceForm
              ui={ui}
              tolerance={tolerance}
              wrong={wrong?.entityId === tolerance.entityId ? wrong : undefined}
            />
          ))}
        </section>
        <section class="block stack" aria-labelledby="title-segregation">
          <h2 id="title-segregation">{texts.rulesTitle}</h2>
          <p class="muted">{texts.rulesLead}</p>
          <SegregationTable ui={ui} rules={rules} />
        </section>
      </div>
    </Layout>
  );
}
