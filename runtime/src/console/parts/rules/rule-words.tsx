/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { type Rule, stepsOf } from '../../../core/rules/rule-set.ts';
import type { Askable } from '../../../flow/rules/list-askable.ts';
import type { Ui } from '../../ui.ts';
import { stepText } from './approver-text.ts';

type RuleWordsProps = { ui: Ui; rule: Rule; people: Askable };

/** A rule in words: why it asks, for which documents, when, and whom. */
export function RuleWords({ ui, rule, people }: RuleWordsProps) {
  const texts = ui.texts.rules;
  return (
    <div>
      <p>
        <span class="strong">{rule.reason[ui.locale]}</span> <span class="muted">{rule.id}</span>
      </p>
      <pre class="code rule-code">{rule.when}</pre>
      <ul class="rule-steps">
        {rule.command === undefined ? null : (
          <li class="muted">{ui.texts.held.rule.commands[rule.command]}</li>
        )}
        {rule.kinds === undefined ? null : (
          <li class="muted">{rule.kinds.map((kind) => texts.documentKinds[kind]).join(', ')}</li>
        )}
        {stepsOf(rule).map((step) => (
          <li>{stepText(ui, people, step)}</li>
        ))}
      </ul>
    </div>
  );
}
