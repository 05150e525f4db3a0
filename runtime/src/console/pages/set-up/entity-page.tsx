/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import { Banner } from '../../parts/banner.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';
import { EntityMoney } from './entity-money.tsx';
import { EntityNaming } from './entity-naming.tsx';
import { EntityNumbers } from './entity-numbers.tsx';
import { EntityTax } from './entity-tax.tsx';

/** What every part of the form takes. */
export type EntityPartProps = {
  ui: Ui;
  values: FormValues;
  fields: Readonly<Record<string, string>>;
  /** Null for one that is being added. */
  entityId: string | null;
};

type EntityProps = EntityPartProps & { error?: AppError | undefined; isSaved?: boolean };

/** The form of a legal entity, new or not. */
export function EntityPage({ error, isSaved = false, ...part }: EntityProps) {
  const { ui, values, fields, entityId } = part;
  const { setUp, people } = ui.texts;
  const texts = setUp.entity;
  const title = entityId === null ? texts.title : texts.editTitle(values['name'] ?? '');
  return (
    <Layout ui={ui} title={title} current="setUp">
      <div class="narrow">
        <PageHead title={title} lead={texts.lead} crumb={{ href: '/set-up', label: setUp.title }} />
        {isSaved ? (
          <Banner kind="done">
            <p>{people.saved}</p>
          </Banner>
        ) : null}
        <FormErrors ui={ui} error={error} fields={fields} labels={texts} />
        <form
          class="form"
          method="post"
          action={entityId === null ? '/set-up/entity' : `/set-up/entities/${entityId}`}
        >
          <EntityNaming {...part} />
          <EntityMoney {...part} />
          <EntityTax {...part} />
          <EntityNumbers {...part} />
          <SubmitRow ui={ui} label={texts.submit} cancelHref="/set-up" />
        </form>
      </div>
    </Layout>
  );
}
