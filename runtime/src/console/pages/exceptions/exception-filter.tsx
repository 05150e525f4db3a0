/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { EXCEPTION_KINDS } from '../../../core/exception-kinds.ts';
import { Select } from '../../parts/form/select.tsx';
import { AGES_DAYS, type ExceptionFilters, exceptionsAddress } from '../../read/exception-filters.ts';
import type { Ui } from '../../ui.ts';

type FilterProps = {
  ui: Ui;
  filters: ExceptionFilters;
  colleagues: readonly { id: string; name: string }[];
};

/** Narrows the queue to a kind, to who looks after it, or to what waits long. */
export function ExceptionFilter({ ui, filters, colleagues }: FilterProps) {
  const texts = ui.texts.exceptions;
  const { all, ...labels } = texts.filters;
  const common = { ui, hasOptionalMark: false, emptyLabel: all };
  return (
    <search>
      <form class="filters" method="get" action="/exceptions/queue">
        <Select
          {...common}
          name="kind"
          label={labels.kind}
          value={filters.kind}
          choices={EXCEPTION_KINDS.map((kind) => ({ value: kind, label: texts.kinds[kind] }))}
        />
        <Select
          {...common}
          name="owner"
          label={labels.owner}
          value={filters.owner}
          choices={[
            { value: 'nobody', label: texts.nobody },
            ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Select
          {...common}
          name="age"
          label={labels.age}
          value={filters.minAgeDays === undefined ? undefined : String(filters.minAgeDays)}
          choices={AGES_DAYS.map((days) => ({ value: String(days), label: labels.days(String(days)) }))}
        />
        <div class="actions filters-more">
          <button class="button" type="submit">
            {labels.apply}
          </button>
          {Object.keys(filters).length === 0 ? null : (
            <a class="button button-quiet" href={exceptionsAddress({})}>
              {labels.clear}
            </a>
          )}
        </div>
      </form>
    </search>
  );
}
