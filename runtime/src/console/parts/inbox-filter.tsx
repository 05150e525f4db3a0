/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { EntityView } from '../../flow/read/list-entities.ts';
import type { RuleName } from '../../flow/read/list-rule-names.ts';
import { type InboxFilters, inboxAddress } from '../read/inbox-filters.ts';
import type { Ui } from '../ui.ts';
import { Checkbox } from './form/checkbox.tsx';
import { EntityFilter, FilterSelect } from './form/filter-fields.tsx';
import { FilterForm } from './form/filter-form.tsx';

/** What the inbox can be narrowed to. */
export type InboxChoices = { entities: readonly EntityView[]; rules: readonly RuleName[] };

type FilterProps = { ui: Ui; filters: InboxFilters; choices: InboxChoices };

/** Narrows the inbox to a legal entity, a rule, or what is overdue. */
export function InboxFilter({ ui, filters, choices }: FilterProps) {
  const texts = ui.texts.inbox.filters;
  const { all } = texts;
  const { whose, ...narrowed } = filters;
  const clearHref = Object.keys(narrowed).length === 0 ? undefined : inboxAddress({ whose });
  return (
    <FilterForm action="/approvals" texts={texts} clearHref={clearHref}>
      {whose === 'all' ? <input type="hidden" name="whose" value="all" /> : null}
      <EntityFilter
        ui={ui}
        texts={{ label: texts.entity, all }}
        value={filters.entityId}
        entities={choices.entities}
      />
      <FilterSelect
        ui={ui}
        name="rule"
        texts={{ label: texts.rule, all }}
        value={filters.ruleId}
        choices={choices.rules.map(({ id, reason }) => ({ value: id, label: reason[ui.locale] }))}
      />
      <Checkbox
        name="overdue"
        label={texts.overdue}
        value="yes"
        isChecked={filters.isOverdue === true}
        hasOptionalMark={false}
      />
    </FilterForm>
  );
}
