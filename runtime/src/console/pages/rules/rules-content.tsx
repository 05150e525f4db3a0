/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { moneyText } from '../../format/money-text.ts';
import { stepText } from '../../parts/rules/approver-text.ts';
import { RuleWords } from '../../parts/rules/rule-words.tsx';
import type { RulesPageData } from '../../read/rules/load-rules-page.ts';
import type { Ui } from '../../ui.ts';

/** Every rule of a version, and what happens where none applies. */
export function RulesContent({ ui, data }: { ui: Ui; data: RulesPageData }) {
  const { rules, defaultRow, currency } = data.view.ruleSet;
  const texts = ui.texts.rules;
  const { autoApproveUpTo, steps } = defaultRow;
  return (
    <section class="block" aria-labelledby="title-rules">
      <h2 id="title-rules">{texts.rulesTitle}</h2>
      {rules.length === 0 ? <p class="muted">{texts.noRules}</p> : null}
      <ul class="rule-list">
        {rules.map((rule) => (
          <li>
            <RuleWords ui={ui} rule={rule} people={data.people} />
          </li>
        ))}
        <li>
          <p class="strong">{texts.defaultTitle}</p>
          <p>
            {autoApproveUpTo === undefined
              ? texts.noCeiling
              : texts.ceiling(moneyText(autoApproveUpTo, currency, ui.locale))}
          </p>
          <ul class="rule-steps">
            {steps === undefined ? (
              <li>{texts.lastResort}</li>
            ) : (
              steps.map((step) => <li>{stepText(ui, data.people, step)}</li>)
            )}
          </ul>
        </li>
      </ul>
    </section>
  );
}
