/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { CONTRACT_STATES } from '../../../flow/contracts/read-contract-columns.ts';
import { Select } from '../../parts/form/select.tsx';
import type { Ui } from '../../ui.ts';

/** The forms of billing, as filters name them. */
export const CONTRACT_FORMS = ['subscription', 'milestones', 'order', 'time_and_materials'] as const;

/** The name of a filter in the address of the list. */
export type ContractFilterName = 'query' | 'form' | 'state' | 'customer';

type ContractFilterProps = { ui: Ui; asked: Partial<Record<ContractFilterName, string>> };

/** Search and filters of the contracts: a form that is sent by hand. */
export function ContractFilter({ ui, asked }: ContractFilterProps) {
  const { filters, forms, states } = ui.texts.contracts;
  return (
    <search>
      <form class="filters" method="get" action="/contracts">
        <div class="field field-wide">
          <label class="field-label" for="field-query">
            {filters.query}
          </label>
          <input
            class="input"
            id="field-query"
            name="query"
            type="search"
            value={asked.query}
            placeholder={filters.placeholder}
            maxlength={100}
            autocomplete="off"
            data-search=""
          />
        </div>
        <Select
          ui={ui}
          name="form"
          label={filters.form}
          hasOptionalMark={false}
          emptyLabel={filters.all}
          value={asked.form}
          choices={CONTRACT_FORMS.map((form) => ({ value: form, label: forms[form] }))}
        />
        <Select
          ui={ui}
          name="state"
          label={filters.state}
          hasOptionalMark={false}
          emptyLabel={filters.all}
          value={asked.state}
          choices={CONTRACT_STATES.map((state) => ({ value: state, label: states[state] }))}
        />
        {asked.customer === undefined ? null : <input type="hidden" name="customer" value={asked.customer} />}
        <div class="actions filters-more">
          <button class="button" type="submit">
            {filters.apply}
          </button>
          {Object.keys(asked).length === 0 ? null : (
            <a class="button button-quiet" href="/contracts">
              {filters.clear}
            </a>
          )}
        </div>
      </form>
    </search>
  );
}
