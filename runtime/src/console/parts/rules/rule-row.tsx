/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import {
  type Fact,
  type FactScope,
  findFact,
  INVOICE_FACTS,
  LINE_FACTS,
  operatorsOf,
} from '../../../core/rules/fact-catalogue.ts';
import type { TextError } from '../../read/rules/condition-draft.ts';
import type { RowDraft } from '../../read/rules/rules-draft.ts';
import type { Ui } from '../../ui.ts';
import { EditorButton } from '../mappings/editor-button.tsx';
import { FactHelp } from './fact-help.tsx';
import { scopedFactName } from './fact-words.ts';
import { valueName } from './value-name.ts';
import { WrongText, wrongId } from './wrong-part.tsx';

type RowProps = {
  ui: Ui;
  /** The key of the rule. */
  owner: string;
  /** What holds the row: the rule, or a group of it. */
  parent: string;
  row: RowDraft;
  error: TextError | undefined;
  hasFocus: boolean;
};

/** Where what a row asks about is told. */
const helpId = (place: string): string => `help-${place}`;

const VALUE_MAX_CHARS = 1000;
const EXPRESSION_MAX_CHARS = 2000;

/** One condition: what, how, and the value; or an expression that the form has no fields for. */
export function RuleRow({ ui, owner, parent, row, error, hasFocus }: RowProps) {
  const texts = ui.texts.rules.editor;
  const place = `${owner}.${row.key}`;
  const [scope = 'invoice', name = ''] = row.fact.split('.') as [FactScope?, string?];
  const fact = findFact(scope, name);
  const remove = (
    <EditorButton ui={ui} does={`remove-part:${owner}:${row.key}`} label={texts.removeRow}>
      ×
    </EditorButton>
  );
  return (
    <div class={fact === undefined ? 'rule-row rule-row-advanced' : 'rule-row'}>
      <input type="hidden" name={`${parent}.row`} value={row.key} />
      {fact === undefined ? (
        <>
          <input type="hidden" name={`${place}.fact`} value="advanced" />
          <span class="chip">{texts.advanced}</span>
          <Expression ui={ui} place={place} value={row.value} isWrong={error !== undefined} />
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
      {fact === undefined ? null : <Value ui={ui} place={place} row={row} fact={fact} error={error} />}
      {remove}
      <div class="rule-wrong" id={wrongId(place)} aria-live="polite">
        <WrongText text={row.value} error={error} />
      </div>
      {fact === undefined ? null : (
        <FactHelp ui={ui} scope={scope} name={name} fact={fact} id={helpId(place)} />
      )}
    </div>
  );
}

type FactSelectProps = { ui: Ui; place: string; chosen: string; hasFocus: boolean };

/** Another fact may be compared in other ways, so the row is made anew when one is chosen. */
function FactSelect({ ui, place, chosen, hasFocus }: FactSelectProps) {
  const { scopes, editor } = ui.texts.rules;
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
      aria-describedby={helpId(place)}
      hx-post=""
      hx-trigger="change"
      hx-vals={JSON.stringify({ do: `focus:${place}` })}
      data-focus={hasFocus ? '' : undefined}
    >
      {groups.map(([scope, facts]) => (
        <optgroup label={scopes[scope]}>
          {facts.map((fact) => (
            <option value={`${scope}.${fact}`} selected={`${scope}.${fact}` === chosen}>
              {scopedFactName(ui, scope, fact)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

type ExpressionProps = { ui: Ui; place: string; value: string; isWrong: boolean };

/** Several lines, since an input would take the breaks out of what somebody wrote in the editor. */
function Expression({ ui, place, value, isWrong }: ExpressionProps) {
  return (
    <textarea
      class="input mono"
      name={`${place}.value`}
      rows={value.split('\n').length}
      maxlength={EXPRESSION_MAX_CHARS}
      spellcheck={false}
      autocapitalize="off"
      aria-label={ui.texts.rules.editor.advanced}
      aria-describedby={wrongId(place)}
      aria-invalid={isWrong ? 'true' : undefined}
    >
      {value}
    </textarea>
  );
}

type ValueProps = { ui: Ui; place: string; row: RowDraft; fact: Fact; error: TextError | undefined };

function Value({ ui, place, row, fact, error }: ValueProps) {
  const texts = ui.texts.rules;
  if (fact.unit === 'yes_no') return <span />;
  const isSingle = row.operator === '==' || row.operator === '!=';
  if (fact.values !== undefined && isSingle) {
    return (
      <select class="input" name={`${place}.value`} aria-label={texts.editor.value}>
        {fact.values.map((value) => (
          <option value={value} selected={value === row.value}>
            {valueName(ui, value)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <span class="rule-value">
      <input
        class="input"
        name={`${place}.value`}
        value={row.value}
        maxlength={VALUE_MAX_CHARS}
        autocomplete="off"
        inputmode={fact.unit === 'text' ? undefined : 'decimal'}
        aria-label={texts.editor.value}
        aria-describedby={wrongId(place)}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
      {texts.units[fact.unit]}
    </span>
  );
}
