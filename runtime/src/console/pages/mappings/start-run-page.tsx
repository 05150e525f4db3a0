/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { VersionRow } from '../../../flow/mappings/get-version.ts';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { Layout } from '../../parts/layout.tsx';
import { mappingName } from '../../parts/mappings/mapping-name.ts';
import { PageHead } from '../../parts/page-head.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';
import { RunWhere } from './run-where.tsx';

type StartRunProps = {
  ui: Ui;
  version: VersionRow;
  kind: 'dry_run' | 'backfill';
  /** Paths that stored records have, for the filter. */
  paths: readonly string[];
  values: FormValues;
  fields: Readonly<Record<string, string>>;
  error?: AppError | undefined;
};

/** The form that begins a run: over which stored records. */
export function StartRunPage({ ui, version, kind, paths, values, fields, error }: StartRunProps) {
  const texts = ui.texts.mappings;
  const form = texts.startRun;
  return (
    <Layout ui={ui} title={texts.runs.titles[kind]} current="mappings">
      <div class="narrow">
        <PageHead
          title={texts.runs.titles[kind]}
          lead={texts.runs.leads[kind]}
          crumb={{
            href: `/mappings/${version.id}`,
            label: `${mappingName(ui, version)}, ${texts.version(String(version.version))}`,
          }}
        />
        {kind === 'backfill' ? <p class="advice map-advice">{form.backfillAdvice}</p> : null}
        <form class="form" method="post" action={`/mappings/${version.id}/${PLACES[kind]}`}>
          <FormErrors ui={ui} error={error} fields={fields} labels={form} />
          <TextField
            ui={ui}
            name="limit"
            label={form.limit}
            help={form.limitHelp}
            value={values['limit'] ?? LIMITS[kind]}
            error={fields['limit']}
            inputmode="numeric"
            maxlength={6}
            isRequired
          />
          <div class="form-grid">
            <TextField
              ui={ui}
              name="since"
              type="date"
              label={form.since}
              value={values['since']}
              error={fields['since']}
            />
            <TextField
              ui={ui}
              name="until"
              type="date"
              label={form.until}
              value={values['until']}
              error={fields['until']}
            />
          </div>
          <RunWhere ui={ui} paths={paths} values={values} fields={fields} />
          <SubmitRow ui={ui} label={form.submit[kind]} cancelHref={`/mappings/${version.id}`} />
        </form>
      </div>
    </Layout>
  );
}

const PLACES = { dry_run: 'dry-runs', backfill: 'backfills' } as const;

/** So many are tried in seconds; a backfill is meant for all of them. */
const LIMITS = { dry_run: '1000', backfill: '100000' } as const;
