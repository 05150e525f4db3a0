/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { EntityView } from '../../flow/read/list-entities.ts';
import type { RuleName } from '../../flow/read/list-rule-names.ts';
import { type InboxFilters, inboxAddress } from '../read/inbox-filters.ts';
import type { Ui } from '../ui.ts';
import { Checkbox } from './form/checkbox.tsx';
import { Select } from './form/select.tsx';

/** What the inbox can be narrowed to. */
export type InboxChoices = { entities: readonly EntityView[]; rules: readonly RuleName[] };

type FilterProps = { ui: Ui; filters: InboxFilters; choices: InboxChoices };

/** Narrows the inbox to a legal entity, a rule, or what is overdue. */
export function InboxFilter({ ui, filters, choices }: FilterProps) {
  const texts = ui.texts.inbox.filters;
  const { whose, ...narrowed } = filters;
  return (
    <search>
      <form class="filters" method="get" action="/approvals">
        {whose === 'all' ? <input type="hidden" name="whose" value="all" /> : null}
        {choices.entities.length < 2 ? null : (
          <Select
            ui={ui}
            name="entity"
            label={texts.entity}
            hasOptionalMark={false}
            emptyLabel={texts.all}
            value={filters.entityId}
            choices={choices.entities.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Select
          ui={ui}
          name="rule"
          label={texts.rule}
          hasOptionalMark={false}
          emptyLabel={texts.all}
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
        <div class="actions filters-more">
          <button class="button" type="submit">
            {texts.apply}
          </button>
          {Object.keys(narrowed).length === 0 ? null : (
            <a class="button button-quiet" href={inboxAddress({ whose })}>
              {texts.clear}
            </a>
          )}
        </div>
      </form>
    </search>
  );
}
