/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { JsonValue } from '../../../core/json.ts';
import type { ExplainedClause, ExplainedRule } from '../../../core/rules/simulate/explain-rules.ts';
import type { ExplainedInvoice } from '../../../flow/rules/explain-invoice.ts';
import type { Askable } from '../../../flow/rules/list-askable.ts';
import { lineValues } from '../../read/clause-values.ts';
import type { Ui } from '../../ui.ts';
import { stepText } from './approver-text.ts';
import { factText } from './fact-text.ts';
import { factName } from './fact-words.ts';

type ExplainedProps = { ui: Ui; explained: ExplainedInvoice; people: Askable };

/** Where rules send one invoice, and every rule clause by clause with the actual values. */
export function ExplainedRules({ ui, explained, people }: ExplainedProps) {
  const { route, rules } = explained;
  return (
    <>
      <section class="block">
        <p class="strong">{route.why[ui.locale]}</p>
        <ul class="rule-steps">
          {route.outcome === 'auto_approved' ? <li>{ui.texts.rules.simulation.auto}</li> : null}
          {route.steps.map((step) => (
            <li>{stepText(ui, people, step)}</li>
          ))}
        </ul>
      </section>
      {rules.map((explainedRule) => (
        <RuleBlock ui={ui} explained={explainedRule} currency={explained.invoice.currency} />
      ))}
    </>
  );
}

type RuleBlockProps = { ui: Ui; explained: ExplainedRule; currency: string };

function RuleBlock({ ui, explained, currency }: RuleBlockProps) {
  const texts = ui.texts.rules.explain;
  const { rule, state } = explained;
  return (
    <section class="block">
      <div class="block-head">
        <h2>{rule.reason[ui.locale]}</h2>
        <span class={`chip tone-${TONES[state]}`}>{texts[WORDS[state]]}</span>
      </div>
      {state === 'failed' ? <p>{explained.reason}</p> : null}
      {state === 'applies' || state === 'does_not_apply' ? (
        <table class="grid grid-cards">
          <thead>
            <tr>
              <th scope="col">{texts.clause}</th>
              <th scope="col">{texts.holds}</th>
              <th scope="col">{texts.values}</th>
            </tr>
          </thead>
          <tbody>
            {explained.clauses.map((clause) => (
              <tr>
                <th scope="row">
                  <code>{clause.text}</code>
                </th>
                <td data-label={texts.holds}>{clause.value ? texts.yes : texts.no}</td>
                <td data-label={texts.values}>
                  <ClauseFacts ui={ui} clause={clause} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <pre class="code rule-code">{rule.when}</pre>
      )}
    </section>
  );
}

type ClauseFactsProps = { ui: Ui; clause: ExplainedClause; currency: string };

/** What an invoice has of the facts that a clause names: of lines only what is asked of them. */
function ClauseFacts({ ui, clause, currency }: ClauseFactsProps) {
  return (
    <div>
      {clause.facts.map(({ name, value }) =>
        name === 'lines' ? (
          lineValues(clause.text, value, currency, ui.texts.rules).map((text) => (
            <span class="under">{text}</span>
          ))
        ) : (
          <span class="under">
            {factName(ui, 'invoice', name)} {factText(ui, name, value, currency)}{' '}
            <code>{valueText(value)}</code>
          </span>
        ),
      )}
    </div>
  );
}

const TONES = { applies: 'amber', does_not_apply: 'grey', failed: 'red', other_kind: 'grey' } as const;
const WORDS = {
  applies: 'applies',
  does_not_apply: 'not',
  failed: 'failed',
  other_kind: 'otherKind',
} as const;

/** A reason may be long: the rest stands on the invoice. */
const VALUE_MAX_CHARS = 300;

function valueText(value: JsonValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > VALUE_MAX_CHARS ? `${text.slice(0, VALUE_MAX_CHARS)}…` : text;
}
