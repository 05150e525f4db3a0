/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { DOCUMENT_TYPES } from '../../../core/invoice/document.ts';
import { HELD_COMMANDS } from '../../../core/invoice/held-commands.ts';
import type { Askable } from '../../../flow/rules/list-askable.ts';
import type { Marks } from '../../read/rules/builder-marks.ts';
import type { CheckedRule } from '../../read/rules/rule-condition.ts';
import type { Ui } from '../../ui.ts';
import { AddButton } from './add-button.tsx';
import { ExpressionError, ExpressionSide, RowsSide } from './condition-side.tsx';
import { StepFields } from './step-fields.tsx';
import { WrongPart, wrongId } from './wrong-part.tsx';

type RuleFieldsProps = {
  ui: Ui;
  checked: CheckedRule;
  /** From 1. */
  number: number;
  people: Askable;
  focus: string | undefined;
  marks: Marks;
};

/** One rule of the builder: its condition as rows and as an expression side by side, and whom it asks. */
export function RuleFields({ ui, checked, number, people, focus, marks }: RuleFieldsProps) {
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
          marks={marks}
        />
        <TextInput label={texts.reasonEn} name={`${rule.key}.en`} value={rule.en} marks={marks} />
        <TextInput label={texts.reasonJa} name={`${rule.key}.ja`} value={rule.ja} marks={marks} />
      </div>
      <AppliesTo ui={ui} checked={checked} marks={marks} />
      <div class="rule-sides">
        <div>
          <div id={`rows-${rule.key}`}>
            <RowsSide ui={ui} checked={checked} focus={focus} />
          </div>
        </div>
        <div>
          <p class="edit-label">{texts.expression}</p>
          <div id={`expression-${rule.key}`}>
            <ExpressionSide ui={ui} checked={checked} />
          </div>
          <div id={wrongId(rule.key)} aria-live="polite">
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
        <WrongPart place={`${rule.key}.kinds`} reason={marks.get(`${rule.key}.kinds`)} />
      </fieldset>
      <StepFields ui={ui} owner={rule.key} steps={rule.steps} people={people} focus={focus} marks={marks} />
      <div class="rule-foot">
        <AddButton does={`add-step:${rule.key}`} label={texts.addStep} />
        <AddButton does={`remove-rule:${rule.key}`} label={texts.removeRule} />
      </div>
    </fieldset>
  );
}

/** What the rule judges: what is submitted, or a command on an issued document. */
function AppliesTo({ ui, checked: { rule }, marks }: Pick<RuleFieldsProps, 'ui' | 'checked' | 'marks'>) {
  const texts = ui.texts.held.rule;
  const name = `${rule.key}.command`;
  return (
    <div class="field">
      <label>
        <span class="edit-label">{texts.applies}</span>
        <select class="input" name={name} aria-describedby={`${name}-help`}>
          <option value="">{texts.submitted}</option>
          {HELD_COMMANDS.map((command) => (
            <option value={command} selected={rule.command === command}>
              {texts.commands[command]}
            </option>
          ))}
        </select>
      </label>
      <p class="field-help" id={`${name}-help`}>
        {texts.appliesHelp}
      </p>
      <WrongPart place={name} reason={marks.get(name)} />
    </div>
  );
}

type TextInputProps = {
  label: string;
  name: string;
  value: string;
  title?: string;
  hasFocus?: boolean;
  marks: Marks;
};

function TextInput({ label, name, value, title, hasFocus = false, marks }: TextInputProps) {
  const wrong = marks.get(name);
  return (
    <div>
      <label title={title}>
        <span class="edit-label">{label}</span>
        <input
          class="input"
          name={name}
          value={value}
          maxlength={300}
          autocomplete="off"
          aria-describedby={wrongId(name)}
          aria-invalid={wrong === undefined ? undefined : 'true'}
          data-focus={hasFocus ? '' : undefined}
        />
      </label>
      <WrongPart place={name} reason={wrong} />
    </div>
  );
}
