/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { CheckedRule } from '../../read/rules/rule-condition.ts';
import type { Ui } from '../../ui.ts';
import { RuleRow } from './rule-row.tsx';

type SideProps = { ui: Ui; checked: CheckedRule; focus: string | undefined };

/** The condition of a rule as rows of a form. */
export function RowsSide({ ui, checked, focus }: SideProps) {
  const { rule, rowErrors } = checked;
  const texts = ui.texts.rules.editor;
  return (
    <>
      <label>
        {texts.match}{' '}
        <select class="input" name={`${rule.key}.match`}>
          {(['all', 'any'] as const).map((match) => (
            <option value={match} selected={match === rule.match}>
              {texts[match]}
            </option>
          ))}
        </select>
      </label>
      {rule.rows.map((row) => (
        <RuleRow
          ui={ui}
          owner={rule.key}
          row={row}
          error={rowErrors.get(row.key)}
          hasFocus={focus === `${rule.key}.${row.key}`}
        />
      ))}
    </>
  );
}

/** The condition of a rule as an expression, with the part that is wrong marked beneath it. */
export function ExpressionSide({ ui, checked }: { ui: Ui; checked: CheckedRule }) {
  const { rule } = checked;
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
        aria-describedby={`wrong-${rule.key}`}
      >
        {rule.when}
      </textarea>
    </>
  );
}

/** What is wrong with an expression, under the exact part of it. */
export function ExpressionError({ checked }: { checked: CheckedRule }) {
  const { rule, error } = checked;
  if (error === undefined) return null;
  const { start, end } = error.span ?? { start: 0, end: 0 };
  const marked = rule.when.slice(start, end);
  return (
    <>
      <pre class="code rule-code">
        {rule.when.slice(0, start)}
        <mark>{marked === '' ? ' ' : marked}</mark>
        {rule.when.slice(end)}
      </pre>
      <p class="field-error">{error.reason}</p>
    </>
  );
}
