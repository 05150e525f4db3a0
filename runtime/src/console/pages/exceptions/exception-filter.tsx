/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { EXCEPTION_KINDS } from '../../../core/exception-kinds.ts';
import { EntityFilter, FilterSelect, namedChoices } from '../../parts/form/filter-fields.tsx';
import { FilterForm } from '../../parts/form/filter-form.tsx';
import { AGES_DAYS, type ExceptionFilters, exceptionsAddress } from '../../read/exception-filters.ts';
import type { Ui } from '../../ui.ts';

/** What the queue can be narrowed to beside kinds and ages. */
export type ExceptionChoices = {
  entities: readonly { id: string; name: string }[];
  colleagues: readonly { id: string; name: string }[];
};

type FilterProps = { ui: Ui; filters: ExceptionFilters; choices: ExceptionChoices };

/** Narrows the queue to a kind, a legal entity, to who looks after it, or to what waits long. */
export function ExceptionFilter({ ui, filters, choices: { entities, colleagues } }: FilterProps) {
  const texts = ui.texts.exceptions;
  const { all, ...labels } = texts.filters;
  const { minAgeDays } = filters;
  const clearHref = Object.keys(filters).length === 0 ? undefined : exceptionsAddress({});
  return (
    <FilterForm action="/exceptions/queue" texts={labels} clearHref={clearHref}>
      <FilterSelect
        ui={ui}
        name="kind"
        texts={{ label: labels.kind, all }}
        value={filters.kind}
        choices={EXCEPTION_KINDS.map((kind) => ({ value: kind, label: texts.kinds[kind] }))}
      />
      <EntityFilter
        ui={ui}
        texts={{ label: labels.entity, all }}
        value={filters.entityId}
        entities={entities}
      />
      <FilterSelect
        ui={ui}
        name="owner"
        texts={{ label: labels.owner, all }}
        value={filters.owner}
        choices={[{ value: 'nobody', label: texts.nobody }, ...namedChoices(colleagues)]}
      />
      <FilterSelect
        ui={ui}
        name="age"
        texts={{ label: labels.age, all }}
        value={minAgeDays === undefined ? undefined : String(minAgeDays)}
        choices={AGES_DAYS.map((days) => ({ value: String(days), label: labels.days(String(days)) }))}
      />
    </FilterForm>
  );
}
