/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { BoardChoices } from '../../flow/read/list-board-choices.ts';
import type { FilterName } from '../routes/read-board-filters.ts';
import type { Ui } from '../ui.ts';
import { EntityFilter, FieldFilter, FilterSelect, namedChoices } from './form/filter-fields.tsx';
import { FilterForm } from './form/filter-form.tsx';

type BoardFilterProps = { ui: Ui; choices: BoardChoices; asked: Partial<Record<FilterName, string>> };

const LIVE = { id: 'board', trigger: 'submit, change, input changed delay:300ms from:#field-query' };

/** Search and filters of the board: a form that is sent by hand, or with scripts by itself while somebody types. */
export function BoardFilter({ ui, choices, asked }: BoardFilterProps) {
  const texts = ui.texts.board.filters;
  const { all } = texts;
  const clearHref = Object.keys(asked).length === 0 ? undefined : '/';
  return (
    <FilterForm action="/" texts={texts} clearHref={clearHref} live={LIVE}>
      <FieldFilter
        name="query"
        label={texts.query}
        type="search"
        value={asked.query}
        placeholder={texts.queryPlaceholder}
        isWide
        isFirst
      />
      <EntityFilter
        ui={ui}
        texts={{ label: texts.entity, all }}
        value={asked.entity}
        entities={choices.entities}
      />
      <FilterSelect
        ui={ui}
        name="currency"
        texts={{ label: texts.currency, all }}
        value={asked.currency}
        choices={choices.currencies.map((currency) => ({ value: currency, label: currency }))}
      />
      <FilterSelect
        ui={ui}
        name="owner"
        texts={{ label: texts.owner, all }}
        value={asked.owner}
        choices={namedChoices(choices.owners)}
      />
      <FieldFilter name="from" label={texts.from} type="date" value={asked.from} />
      <FieldFilter name="to" label={texts.to} type="date" value={asked.to} />
      {asked.customer === undefined ? null : <input type="hidden" name="customer" value={asked.customer} />}
    </FilterForm>
  );
}
