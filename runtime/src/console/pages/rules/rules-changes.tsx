/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { RuleSet } from '../../../core/rules/rule-set.ts';
import { stepText } from '../../parts/rules/approver-text.ts';
import { RuleWords } from '../../parts/rules/rule-words.tsx';
import { warningText } from '../../parts/rules/warning-text.ts';
import type { RulesPageData } from '../../read/rules/load-rules-page.ts';
import type { Ui } from '../../ui.ts';

/** What a version changes against the one in force, and what in it is probably a slip. */
export function RulesChanges({ ui, data }: { ui: Ui; data: RulesPageData }) {
  const { diff, replaces, warnings } = data.view;
  const texts = ui.texts.rules;
  const { kinds } = texts.changes;
  return (
    <>
      {warnings.length === 0 ? null : (
        <section class="block" aria-labelledby="title-warnings">
          <h2 id="title-warnings">{texts.warnings}</h2>
          <ul class="map-notes">
            {warnings.map((warning) => (
              <li>{warningText(ui, warning, data.view.ruleSet.currency)}</li>
            ))}
          </ul>
        </section>
      )}
      {diff === null || replaces === null ? null : (
        <section class="block" aria-labelledby="title-changes">
          <h2 id="title-changes">{texts.changes.title(String(replaces.version))}</h2>
          {isEmpty(diff) ? <p class="muted">{texts.changes.none}</p> : null}
          <Header ui={ui} data={data} before={replaces.ruleSet} after={data.view.ruleSet} />
          <ul class="rule-list">
            {diff.added.map((rule) => (
              <li>
                <span class="chip tone-green">{kinds.added}</span>
                <RuleWords ui={ui} rule={rule} people={data.people} />
              </li>
            ))}
            {diff.changed.map(({ before, after, members }) => (
              <li>
                <span class="chip tone-amber">{kinds.changed}</span>{' '}
                <span class="muted">{members.map((name) => texts.changes.members[name]).join(', ')}</span>
                <h3>{texts.changes.before}</h3>
                <RuleWords ui={ui} rule={before} people={data.people} />
                <h3>{texts.changes.after}</h3>
                <RuleWords ui={ui} rule={after} people={data.people} />
              </li>
            ))}
            {diff.removed.map((rule) => (
              <li>
                <span class="chip tone-red">{kinds.removed}</span>
                <RuleWords ui={ui} rule={rule} people={data.people} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const isEmpty = ({ added, removed, changed, header }: NonNullable<RulesPageData['view']['diff']>): boolean =>
  [added, removed, changed, header].every(({ length }) => length === 0);

type HeaderProps = { ui: Ui; data: RulesPageData; before: RuleSet; after: RuleSet };

function Header({ ui, data, before, after }: HeaderProps) {
  const texts = ui.texts.rules.changes;
  const membersOf = ({ currency, defaultRow }: RuleSet) => ({
    currency,
    autoApproveUpTo: defaultRow.autoApproveUpTo ?? '–',
    defaultSteps: (defaultRow.steps ?? []).map((step) => stepText(ui, data.people, step)).join('; ') || '–',
  });
  return (
    <>
      {(data.view.diff?.header ?? []).map((name) => (
        <p>
          <span class="strong">{texts.header[name]}</span>{' '}
          <span class="map-old">{membersOf(before)[name]}</span> {membersOf(after)[name]}
        </p>
      ))}
    </>
  );
}
