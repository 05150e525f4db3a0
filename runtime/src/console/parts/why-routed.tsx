/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { JsonObject } from '../../core/json.ts';
import { clauseValues } from '../read/clause-values.ts';
import { type Why, whyOf } from '../read/why-of.ts';
import type { Ui } from '../ui.ts';
import { Banner } from './banner.tsx';

type WhyRoutedProps = { ui: Ui; explanation: unknown; facts: JsonObject };

/** Why a person is asked: the rules that matched, each with its clauses, whether they hold, and what they looked at. */
export function WhyRouted({ ui, explanation, facts }: WhyRoutedProps) {
  const why = whyOf(explanation);
  const texts = ui.texts.approval;
  if (why === undefined) return null;
  return (
    <>
      <h3>{texts.why}</h3>
      {why.doubt === null ? null : (
        <Banner kind="warning">
          <p>{texts.doubt(why.doubt[ui.locale])}</p>
        </Banner>
      )}
      {why.matched.length === 0 && why.doubt === null ? <p>{why.why[ui.locale]}</p> : null}
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

/** One sentence for each approval given beforehand, or that is missing for a contract: whose it is, and what it lacks. */
export function uncoveredTexts(ui: Ui, standing: Why['standing']): string[] {
  const texts = ui.texts.standing;
  return standing.map(({ giver, gaps, contract }) => {
    const causes = gaps.map((gap) => texts.gaps[gap]).join(texts.and);
    const sentence = giver === null ? texts.noneGiven : texts.uncovered(giver, causes);
    return contract === undefined ? sentence : texts.ofContract(contract.title, sentence);
  });
}
