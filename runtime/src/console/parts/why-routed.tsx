/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { JsonObject } from '../../core/json.ts';
import { clauseValues } from '../read/clause-values.ts';
import { type Why, whyOf } from '../read/why-of.ts';
import type { Ui } from '../ui.ts';

type WhyRoutedProps = { ui: Ui; explanation: unknown; facts: JsonObject };

/** Why a person is asked: the rules that matched, each with its clauses, whether they hold, and what they looked at. */
export function WhyRouted({ ui, explanation, facts }: WhyRoutedProps) {
  const why = whyOf(explanation);
  const texts = ui.texts.approval;
  if (why === undefined) return null;
  return (
    <>
      <h3>{texts.why}</h3>
      {why.matched.length === 0 ? <p>{why.why[ui.locale]}</p> : null}
      <ul class="rules">
        {why.matched.map((match) => (
          <li>
            {match.reason[ui.locale]}
            {match.clauses.map((clause) => (
              <span class="under">
                <code>{clause.text}</code> {clause.value ? texts.holds : texts.holdsNot}
                {clauseValues(clause.text, facts, ui.texts.rules).map((value) => (
                  <span class="under">{value}</span>
                ))}
              </span>
            ))}
          </li>
        ))}
      </ul>
      <WhyNotStanding ui={ui} standing={why.standing} />
    </>
  );
}

/** Why nobody's approval given beforehand was enough. */
function WhyNotStanding({ ui, standing }: { ui: Ui; standing: Why['standing'] }) {
  if (standing.length === 0) return null;
  return (
    <>
      <h3>{ui.texts.standing.whyNot}</h3>
      <ul class="rules">
        {uncoveredTexts(ui, standing).map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    </>
  );
}

/** One sentence for each approval given beforehand: whose it is, and what it lacks. */
export function uncoveredTexts(ui: Ui, standing: Why['standing']): string[] {
  const texts = ui.texts.standing;
  return standing.map(({ giver, gaps }) =>
    texts.uncovered(giver, gaps.map((gap) => texts.gaps[gap]).join(texts.and)),
  );
}
