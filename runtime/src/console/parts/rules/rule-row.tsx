/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import {
  type Fact,
  type FactScope,
  findFact,
  INVOICE_FACTS,
  LINE_FACTS,
} from '../../../core/rules/fact-catalogue.ts';
import { OPERATORS } from '../../../core/rules/form/condition-form.ts';
import type { RowDraft } from '../../read/rules/rules-draft.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { EditorButton } from '../mappings/editor-button.tsx';

type RowProps = { ui: Ui; owner: string; row: RowDraft; error: string | undefined; hasFocus: boolean };

const VALUE_MAX_CHARS = 1000;

/** One condition: what, how, and the value; or an expression that the form has no fields for. */
export function RuleRow({ ui, owner, row, error, hasFocus }: RowProps) {
  const texts = ui.texts.rules.editor;
  const place = `${owner}.${row.key}`;
  const [scope = 'invoice', name = ''] = row.fact.split('.');
  const fact = findFact(scope as FactScope, name);
  const remove = (
    <EditorButton ui={ui} does={`remove-row:${owner}:${row.key}`} label={texts.removeRow}>
      ×
    </EditorButton>
  );
  return (
    <div class={fact === undefined ? 'rule-row rule-row-advanced' : 'rule-row'}>
      <input type="hidden" name={`${owner}.row`} value={row.key} />
      {fact === undefined ? (
        <>
          <input type="hidden" name={`${place}.fact`} value="advanced" />
          <span class="chip">{texts.advanced}</span>
        </>
      ) : (
        <>
          <FactSelect ui={ui} place={place} chosen={row.fact} hasFocus={hasFocus} />
          <select class="input" name={`${place}.op`} aria-label={texts.operator}>
            {operatorsOf(fact).map((operator) => (
              <option value={operator} selected={operator === row.operator}>
                {ui.texts.rules.operators[operator]}
              </option>
            ))}
          </select>
        </>
      )}
      {fact?.unit === 'yes_no' ? (
        <span />
      ) : (
        <Value ui={ui} place={place} row={row} fact={fact} error={error} />
      )}
      {remove}
      {error === undefined ? null : <p class="field-error">{error}</p>}
    </div>
  );
}

function operatorsOf({ unit }: Fact) {
  if (unit === 'yes_no') return OPERATORS.yes_no;
  return unit === 'text' ? OPERATORS.text : OPERATORS.number;
}

type FactSelectProps = { ui: Ui; place: string; chosen: string; hasFocus: boolean };

/** Another fact may be compared in other ways, so the row is made anew when one is chosen. */
function FactSelect({ ui, place, chosen, hasFocus }: FactSelectProps) {
  const { names, scopes, editor } = ui.texts.rules;
  const groups = [
    ['invoice', Object.keys(INVOICE_FACTS)],
    ['any_line', Object.keys(LINE_FACTS)],
    ['every_line', Object.keys(LINE_FACTS)],
  ] as const;
  return (
    <select
      class="input"
      name={`${place}.fact`}
      aria-label={editor.fact}
      hx-post=""
      hx-trigger="change"
      hx-vals={JSON.stringify({ do: `focus:${place}` })}
      data-focus={hasFocus ? '' : undefined}
    >
      {groups.map(([scope, facts]) => (
        <optgroup label={scopes[scope]}>
          {facts.map((fact) => (
            <option value={`${scope}.${fact}`} selected={`${scope}.${fact}` === chosen}>
              {scope === 'invoice' ? nameOf(names, fact) : `${scopes[scope]}: ${nameOf(names, fact)}`}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

type ValueProps = { ui: Ui; place: string; row: RowDraft; fact: Fact | undefined; error: string | undefined };

function Value({ ui, place, row, fact, error }: ValueProps) {
  const texts = ui.texts.rules;
  const isSingle = row.operator === '==' || row.operator === '!=';
  if (fact?.values !== undefined && isSingle) {
    return (
      <select class="input" name={`${place}.value`} aria-label={texts.editor.value}>
        {fact.values.map((value) => (
          <option value={value} selected={value === row.value}>
            {nameOf(texts.documentKinds, value)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <span class="rule-value">
      <input
        class={fact === undefined ? 'input mono' : 'input'}
        name={`${place}.value`}
        value={row.value}
        maxlength={VALUE_MAX_CHARS}
        autocomplete="off"
        inputmode={fact === undefined || fact.unit === 'text' ? undefined : 'decimal'}
        aria-label={texts.editor.value}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
      {fact === undefined ? null : texts.units[fact.unit]}
    </span>
  );
}
