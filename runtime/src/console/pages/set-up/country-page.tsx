/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { RadioGroup } from '../../parts/form/choice-group.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

/** Asks for the country of a new legal entity first, since what is usual there fills the form. */
export function CountryPage({ ui }: { ui: Ui }) {
  const { entity, title } = ui.texts.setUp;
  const { JP, US, other } = entity.countries;
  const japan = { value: 'JP', label: JP };
  const unitedStates = { value: 'US', label: US };
  const known = ui.locale === 'ja' ? [japan, unitedStates] : [unitedStates, japan];
  return (
    <Layout ui={ui} title={entity.title} current="setUp">
      <div class="narrow">
        <PageHead
          title={entity.countryTitle}
          lead={entity.countryLead}
          crumb={{ href: '/set-up', label: title }}
        />
        <form class="form block" method="get" action="/set-up/entity">
          <RadioGroup
            ui={ui}
            name="country"
            label={entity.country}
            choices={[...known, { value: 'other', label: other }]}
            value={known[0]?.value}
            isRequired
          />
          <SubmitRow ui={ui} label={entity.go} cancelHref="/set-up" />
        </form>
      </div>
    </Layout>
  );
}
