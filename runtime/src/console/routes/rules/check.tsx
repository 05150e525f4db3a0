/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { answerPart } from '../../answer-part.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { BuilderVerdict } from '../../parts/rules/builder-verdict.tsx';
import { ExpressionError, ExpressionSide, RowsSide } from '../../parts/rules/condition-side.tsx';
import { WrongReason, WrongText, wrongId } from '../../parts/rules/wrong-part.tsx';
import { readForm } from '../../read/read-form.ts';
import { placesOf } from '../../read/rules/builder-marks.ts';
import { checkDraft } from '../../read/rules/load-builder.ts';
import { rowsOf } from '../../read/rules/part-tree.ts';
import { readRulesForm } from '../../read/rules/read-rules-form.ts';
import type { CheckedRule } from '../../read/rules/rule-condition.ts';
import type { RuleDraft } from '../../read/rules/rules-draft.ts';
import type { Ui } from '../../ui.ts';
import { uiOf } from '../../ui-of.ts';

/** Answers with what is wrong with the rules as typed, under each field, and the side of each condition that was not edited. */
export async function showCheck(c: ConsoleContext, parts: Console): Promise<Response> {
  const ui = uiOf(c, parts);
  const typed = readRulesForm(await readForm(c));
  const { draft, rules, verdict, marks } = checkDraft(typed);
  return answerPart(
    c,
    <>
      <BuilderVerdict ui={ui} verdict={verdict} />
      {placesOf(draft).map((place) => (
        <div id={wrongId(place)} hx-swap-oob="innerHTML">
          <WrongReason reason={marks.get(place)} />
        </div>
      ))}
      {rules.map((checked, at) => (
        <Condition ui={ui} checked={checked} typed={typed.rules[at]} />
      ))}
    </>,
  );
}

type ConditionProps = { ui: Ui; checked: CheckedRule; typed: RuleDraft | undefined };

function Condition({ ui, checked, typed }: ConditionProps) {
  const { rule, rowErrors, error } = checked;
  const isExpressionEdited = typed !== undefined && typed.when !== typed.was;
  const hasNewRows = isExpressionEdited && error === undefined;
  return (
    <>
      <div id={wrongId(rule.key)} hx-swap-oob="innerHTML">
        <ExpressionError checked={checked} />
      </div>
      {hasNewRows ? (
        <div id={`rows-${rule.key}`} hx-swap-oob="innerHTML">
          <RowsSide ui={ui} checked={checked} focus={undefined} />
        </div>
      ) : (
        rowsOf(rule).map((row) => (
          <div id={wrongId(`${rule.key}.${row.key}`)} hx-swap-oob="innerHTML">
            <WrongText text={row.value} error={rowErrors.get(row.key)} />
          </div>
        ))
      )}
      {isExpressionEdited ? null : (
        <div id={`expression-${rule.key}`} hx-swap-oob="innerHTML">
          <ExpressionSide ui={ui} checked={checked} />
        </div>
      )}
    </>
  );
}
