/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { readAsk } from '../../core/approvals/asked-step.ts';
import { SEGREGATION_RULES } from '../../core/approvals/segregation-rules.ts';
import type { AuditView } from '../../flow/read/list-audit.ts';
import { pointerText } from '../format/pointer-text.ts';
import { auditChanges } from '../read/audit-changes.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';

/** What an entry changed, from what to what. */
export function AuditChanges({ ui, entry }: { ui: Ui; entry: Pick<AuditView, 'before' | 'after'> }) {
  const { noValue } = ui.texts.history;
  const changes = auditChanges(entry);
  if (changes.length === 0) return null;
  return (
    <dl class="changes">
      {changes.map(({ field, before, after }) => (
        <div>
          <dt>{fieldText(ui, field)}</dt>
          <dd>
            {before === undefined ? null : (
              <>
                <del>{valueText(ui, field, before)}</del>
                {' → '}
              </>
            )}
            <ins>{after === undefined ? noValue : valueText(ui, field, after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Names of the trail first, then those that lineage has for the values of a document. */
const fieldText = (ui: Ui, path: string): string => {
  const { fields } = ui.texts.history;
  // What a held command would set is called as what it sets.
  const field = path.replace(/^asked\./, '');
  if (Object.hasOwn(fields, field)) return nameOf(fields, field);
  const pointer = `/${field.replaceAll('.', '/')}`;
  const text = pointerText(pointer, ui.texts.lineage);
  return text === pointer ? field : text;
};

/** States, and those whom an approval asks, have names in the language of the page; all else stands as it was stored. */
function valueText(ui: Ui, field: string, value: string): string {
  switch (field) {
    case 'status':
      return nameOf(ui.texts.statuses, value);
    case 'settlement':
      return nameOf(ui.texts.history.settlements, value);
    case 'command':
      return nameOf(ui.texts.held.names, value);
    case 'asks':
      return value
        .split(', ')
        .map((ask) => askText(ui, ask))
        .join(ui.texts.approval.or);
    case 'liftedRules':
      return value
        .split(', ')
        .map((rule) => ruleText(ui, rule))
        .join(' · ');
    default:
      return value;
  }
}

function ruleText(ui: Ui, text: string): string {
  const rule = SEGREGATION_RULES.find((name) => name === text);
  return rule === undefined ? text : ui.texts.approvalTerms.rules[rule].name;
}

function askText(ui: Ui, ask: string): string {
  const { kind, name } = readAsk(ask);
  return ui.texts.approval.asked[kind](nameOf(ui.roleNames, name));
}
