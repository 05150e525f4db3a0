/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { isGroup } from '../../read/rules/part-tree.ts';
import type { CheckedRule } from '../../read/rules/rule-condition.ts';
import { type ConditionDraft, GROUPS_DEEP_MAX } from '../../read/rules/rules-draft.ts';
import type { Ui } from '../../ui.ts';
import { AddButton } from './add-button.tsx';
import { RuleRow } from './rule-row.tsx';
import { WrongText, wrongId } from './wrong-part.tsx';

type SideProps = { ui: Ui; checked: CheckedRule; focus: string | undefined };

/** The condition of a rule as rows of a form, and groups of rows. */
export function RowsSide({ ui, checked, focus }: SideProps) {
  const { rule } = checked;
  return <Parts ui={ui} checked={checked} focus={focus} parent={rule.key} condition={rule} deep={0} />;
}

type PartsProps = SideProps & {
  /** The rule, or a group of it, by its key in the form. */
  parent: string;
  condition: ConditionDraft;
  deep: number;
};

function Parts({ ui, checked, focus, parent, condition, deep }: PartsProps) {
  const { rule, rowErrors } = checked;
  const texts = ui.texts.rules.editor;
  const owner = parent === rule.key ? parent : parent.replace('.', ':');
  return (
    <>
      <label>
        {texts.match}{' '}
        <select
          class="input"
          name={`${parent}.match`}
          data-focus={focus === parent || focus === `${parent}.match` ? '' : undefined}
        >
          {(['all', 'any'] as const).map((match) => (
            <option value={match} selected={match === condition.match}>
              {texts[match]}
            </option>
          ))}
        </select>
      </label>
      {condition.parts.map((part) => {
        const place = `${rule.key}.${part.key}`;
        if (!isGroup(part))
          return (
            <RuleRow
              ui={ui}
              owner={rule.key}
              parent={parent}
              row={part}
              error={rowErrors.get(part.key)}
              hasFocus={focus === place}
            />
          );
        return (
          <fieldset class="rule-group">
            <legend>{texts.group}</legend>
            <input type="hidden" name={`${parent}.row`} value={part.key} />
            <Parts ui={ui} checked={checked} focus={focus} parent={place} condition={part} deep={deep + 1} />
          </fieldset>
        );
      })}
      <div class="rule-foot">
        <AddButton does={`add-row:${owner}`} label={texts.addRow} />
        {deep < GROUPS_DEEP_MAX ? <AddButton does={`add-group:${owner}`} label={texts.addGroup} /> : null}
        {deep === 0 ? null : <AddButton does={`remove-part:${owner}`} label={texts.removeGroup} />}
      </div>
    </>
  );
}

/** The condition of a rule as an expression. */
export function ExpressionSide({ ui, checked }: { ui: Ui; checked: CheckedRule }) {
  const { rule, error } = checked;
  const texts = ui.texts.rules.editor;
  return (
    <>
      <input type="hidden" name={`${rule.key}.was`} value={rule.was} />
      <textarea
        class="input mono"
        name={`${rule.key}.when`}
        rows={4}
        spellcheck={false}
        autocapitalize="off"
        aria-label={texts.expression}
        aria-describedby={wrongId(rule.key)}
        aria-invalid={error === undefined ? undefined : 'true'}
      >
        {rule.when}
      </textarea>
    </>
  );
}

/** What is wrong with an expression, under the exact part of it. */
export function ExpressionError({ checked: { rule, error } }: { checked: CheckedRule }) {
  return <WrongText text={rule.when} error={error} />;
}
