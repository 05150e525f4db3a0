/** @jsxRuntime automatic @jsxImportSource hono/jsx */

import { FieldFrame } from '../../parts/form/field-frame.tsx';
import { controlIds, describedBy } from '../../parts/form/form-control.ts';
import { Select } from '../../parts/form/select.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';

type WhereProps = {
  ui: Ui;
  paths: readonly string[];
  values: FormValues;
  fields: Readonly<Record<string, string>>;
};

/** Narrows a run to records of which one field is as said. */
export function RunWhere({ ui, paths, values, fields }: WhereProps) {
  const texts = ui.texts.mappings.startRun;
  const from = { ui, name: 'where', label: texts.where, help: texts.whereHelp, error: fields['where'] };
  return (
    <div class="form-grid">
      <FieldFrame {...from}>
        <input
          class="input mono"
          id={controlIds('where').control}
          name="where"
          value={values['where'] ?? ''}
          list="run-paths"
          autocomplete="off"
          maxlength={200}
          aria-describedby={describedBy(from)}
        />
      </FieldFrame>
      <datalist id="run-paths">
        {paths.map((path) => (
          <option value={path} />
        ))}
      </datalist>
      <Select
        ui={ui}
        name="test"
        label={texts.test}
        hasOptionalMark={false}
        choices={[
          { value: 'equals', label: texts.tests.equals },
          { value: 'filled', label: texts.tests.filled },
          { value: 'empty', label: texts.tests.empty },
        ]}
        value={values['test'] ?? 'equals'}
      />
      <TextField ui={ui} name="value" label={texts.value} value={values['value']} maxlength={200} />
    </div>
  );
}
