/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AskedAudit } from '../../read/audit-filters.ts';
import type { Ui } from '../../ui.ts';
import { FieldFilter } from '../form/filter-fields.tsx';
import { FilterForm } from '../form/filter-form.tsx';

const TEXT_FIELDS = ['action', 'object', 'actor', 'request'] as const;
const DAY_FIELDS = ['from', 'to'] as const;

/** The search of the trail: a form that is sent by hand, or with scripts by itself. `/` leads to its first field. */
export function AuditFilter({ ui, asked }: { ui: Ui; asked: AskedAudit }) {
  const texts = ui.texts.audit.filters;
  const placeholders: Partial<Record<keyof AskedAudit, string>> = {
    action: texts.actionPlaceholder,
    object: texts.objectPlaceholder,
    actor: texts.actorPlaceholder,
  };
  const clearHref = Object.keys(asked).length === 0 ? undefined : '/audit';
  return (
    <FilterForm
      action="/audit"
      texts={texts}
      clearHref={clearHref}
      live={{ id: 'entries', trigger: 'submit, change' }}
    >
      {TEXT_FIELDS.map((name, index) => (
        <FieldFilter
          name={name}
          label={texts[name]}
          type="search"
          value={asked[name]}
          placeholder={placeholders[name]}
          isFirst={index === 0}
        />
      ))}
      {DAY_FIELDS.map((name) => (
        <FieldFilter name={name} label={texts[name]} type="date" value={asked[name]} />
      ))}
    </FilterForm>
  );
}
