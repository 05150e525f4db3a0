/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { FieldFrame } from '../../parts/form/field-frame.tsx';
import { controlIds, describedBy } from '../../parts/form/form-control.ts';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';

type RatesFormProps = { ui: Ui; values: FormValues; fields: Readonly<Record<string, string>> };

/** The form that enters exchange rates: lines, or a file of them. */
export function RatesForm({ ui, values, fields }: RatesFormProps) {
  const { rates: texts } = ui.texts;
  const file = { name: 'file', label: texts.file };
  return (
    <section class="block" aria-labelledby="title-enter">
      <h2 id="title-enter">{texts.enterTitle}</h2>
      <form class="form" method="post" action="/set-up/rates" enctype="multipart/form-data">
        <TextArea
          ui={ui}
          name="rows"
          value={values['rows'] ?? ''}
          error={fields['rows']}
          label={texts.rows}
          help={texts.rowsHelp}
          rows={4}
          maxlength={100_000}
          isMono
        />
        <FieldFrame ui={ui} {...file}>
          <input
            class="input"
            id={controlIds(file.name).control}
            name={file.name}
            type="file"
            accept=".csv,text/csv,text/plain"
            aria-describedby={describedBy(file)}
          />
        </FieldFrame>
        <TextField
          ui={ui}
          name="source"
          value={values['source'] ?? ''}
          label={texts.source}
          help={texts.sourceHelp}
          maxlength={80}
        />
        <SubmitRow ui={ui} label={texts.submit} />
      </form>
    </section>
  );
}
