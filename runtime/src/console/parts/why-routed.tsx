/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { whyOf } from '../read/why-of.ts';
import type { Ui } from '../ui.ts';

/** Why a person is asked: the rules that matched, each with its clauses and whether they hold. */
export function WhyRouted({ ui, explanation }: { ui: Ui; explanation: unknown }) {
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
              </span>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
