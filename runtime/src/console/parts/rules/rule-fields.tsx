/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { DOCUMENT_TYPES } from '../../../core/invoice/document.ts';
import type { Askable } from '../../../flow/rules/list-askable.ts';
import type { CheckedRule } from '../../read/rules/rule-condition.ts';
import type { Ui } from '../../ui.ts';
import { ExpressionError, ExpressionSide, RowsSide } from './condition-side.tsx';
import { StepFields } from './step-fields.tsx';

type RuleFieldsProps = {
  ui: Ui;
  checked: CheckedRule;
  /** From 1. */
  number: number;
  people: Askable;
  focus: string | undefined;
};

/** One rule of the builder: its condition as rows and as an expression side by side, and whom it asks. */
export function RuleFields({ ui, checked, number, people, focus }: RuleFieldsProps) {
  const { rule } = checked;
  const texts = ui.texts.rules.editor;
  return (
    <fieldset class="rule-part" id={`rule-${rule.key}`}>
      <legend>{texts.rule(String(number))}</legend>
      <input type="hidden" name="rule" value={rule.key} />
      <div class="rule-head">
        <TextInput
          label={texts.id}
          name={`${rule.key}.id`}
          value={rule.id}
          title={texts.idHelp}
          hasFocus={focus === `${rule.key}.id`}
        />
        <TextInput label={texts.reasonEn} name={`${rule.key}.en`} value={rule.en} />
        <TextInput label={texts.reasonJa} name={`${rule.key}.ja`} value={rule.ja} />
      </div>
      <div class="rule-sides">
        <div>
          <div id={`rows-${rule.key}`}>
            <RowsSide ui={ui} checked={checked} focus={focus} />
          </div>
          <div class="rule-foot">
            <AddButton does={`add-row:${rule.key}`} label={texts.addRow} />
          </div>
        </div>
        <div>
          <p class="edit-label">{texts.expression}</p>
          <div id={`expression-${rule.key}`}>
            <ExpressionSide ui={ui} checked={checked} />
          </div>
          <div id={`wrong-${rule.key}`} aria-live="polite">
            <ExpressionError checked={checked} />
          </div>
          <p class="field-help">{texts.expressionHelp}</p>
        </div>
      </div>
      <fieldset class="choices">
        <legend class="field-label" title={texts.kindsHelp}>
          {texts.kinds}
        </legend>
        <div class="rule-kinds">
          {DOCUMENT_TYPES.map((kind) => (
            <label>
              <input
                type="checkbox"
                name={`${rule.key}.kinds`}
                value={kind}
                checked={rule.kinds.includes(kind)}
              />{' '}
              {ui.texts.rules.documentKinds[kind]}
            </label>
          ))}
        </div>
        <p class="field-help">{texts.kindsHelp}</p>
      </fieldset>
      <StepFields ui={ui} owner={rule.key} steps={rule.steps} people={people} focus={focus} />
      <div class="rule-foot">
        <AddButton does={`add-step:${rule.key}`} label={texts.addStep} />
        <AddButton does={`remove-rule:${rule.key}`} label={texts.removeRule} />
      </div>
    </fieldset>
  );
}

type TextInputProps = { label: string; name: string; value: string; title?: string; hasFocus?: boolean };

function TextInput({ label, name, value, title, hasFocus = false }: TextInputProps) {
  return (
    <label title={title}>
      <span class="edit-label">{label}</span>
      <input
        class="input"
        name={name}
        value={value}
        maxlength={300}
        autocomplete="off"
        data-focus={hasFocus ? '' : undefined}
      />
    </label>
  );
}

/** A button with words that changes the form and stores nothing. */
export function AddButton({ does, label }: { does: string; label: string }) {
  return (
    <button class="button button-small" type="submit" name="do" value={does} formnovalidate hx-post="">
      {label}
    </button>
  );
}
