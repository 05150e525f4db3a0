/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { type ConditionTest, ROW_KINDS, type RowDraft } from '../../read/mappings/editor-draft.ts';
import type { Ui } from '../../ui.ts';
import { SOURCES } from './field-list-ids.ts';

const TESTS: readonly ConditionTest[] = ['', 'equals', 'in', 'filled', 'empty'];

/** What a row does with an empty value, and when it applies at all; folded while it says nothing of it. */
export function RowRules({ ui, row }: { ui: Ui; row: RowDraft }) {
  const texts = ui.texts.mappings.editor;
  const { key } = row;
  const isSaid = row.fallback !== '' || row.test !== '' || row.kind !== 'from';
  return (
    <details class="edit-rules" open={isSaid}>
      <summary>{texts.rules}</summary>
      <div class="edit-rules-body">
        <label class="edit-argument">
          <span>{texts.kind}</span>
          <select class="input" name={`${key}.kind`} hx-post="" hx-trigger="change">
            {ROW_KINDS.map((kind) => (
              <option value={kind} selected={kind === row.kind}>
                {texts.kinds[kind]}
              </option>
            ))}
          </select>
        </label>
        {row.kind === 'expression' ? (
          <label class="edit-argument">
            <span>{texts.each}</span>
            <input
              class="input mono"
              name={`${key}.each`}
              value={row.each}
              list={SOURCES}
              autocomplete="off"
              maxlength={200}
            />
          </label>
        ) : null}
        <label class="edit-argument">
          <span>{texts.fallback}</span>
          <input
            class="input mono"
            name={`${key}.fallback`}
            value={row.fallback}
            autocomplete="off"
            maxlength={1000}
          />
        </label>
        <label class="edit-argument">
          <span>{texts.applies}</span>
          <select class="input" name={`${key}.test`}>
            {TESTS.map((test) => (
              <option value={test} selected={test === row.test}>
                {texts.tests[test === '' ? 'always' : test]}
              </option>
            ))}
          </select>
        </label>
        <label class="edit-argument">
          <span>{texts.whenField}</span>
          <input
            class="input mono"
            name={`${key}.when`}
            value={row.when}
            list={SOURCES}
            autocomplete="off"
            maxlength={200}
          />
        </label>
        <label class="edit-argument">
          <span>{texts.whenValue}</span>
          <input
            class="input mono"
            name={`${key}.match`}
            value={row.match}
            autocomplete="off"
            maxlength={1000}
          />
        </label>
      </div>
    </details>
  );
}
