/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { CONTRACT_STATES } from '../../../flow/contracts/read-contract-columns.ts';
import { FieldFilter, FilterSelect } from '../../parts/form/filter-fields.tsx';
import { FilterForm } from '../../parts/form/filter-form.tsx';
import type { Ui } from '../../ui.ts';

/** The forms of billing, as filters name them. */
export const CONTRACT_FORMS = ['subscription', 'milestones', 'order', 'time_and_materials'] as const;

/** The name of a filter in the address of the list. */
export type ContractFilterName = 'query' | 'form' | 'state' | 'customer';

type ContractFilterProps = { ui: Ui; asked: Partial<Record<ContractFilterName, string>> };

/** Search and filters of the contracts: a form that is sent by hand. */
export function ContractFilter({ ui, asked }: ContractFilterProps) {
  const { filters, forms, states } = ui.texts.contracts;
  const { all } = filters;
  const clearHref = Object.keys(asked).length === 0 ? undefined : '/contracts';
  return (
    <FilterForm action="/contracts" texts={filters} clearHref={clearHref}>
      <FieldFilter
        name="query"
        label={filters.query}
        type="search"
        value={asked.query}
        placeholder={filters.placeholder}
        isWide
        isFirst
      />
      <FilterSelect
        ui={ui}
        name="form"
        texts={{ label: filters.form, all }}
        value={asked.form}
        choices={CONTRACT_FORMS.map((form) => ({ value: form, label: forms[form] }))}
      />
      <FilterSelect
        ui={ui}
        name="state"
        texts={{ label: filters.state, all }}
        value={asked.state}
        choices={CONTRACT_STATES.map((state) => ({ value: state, label: states[state] }))}
      />
      {asked.customer === undefined ? null : <input type="hidden" name="customer" value={asked.customer} />}
    </FilterForm>
  );
}
