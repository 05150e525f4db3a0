/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { BoardChoices } from '../../flow/read/list-board-choices.ts';
import type { FilterName } from '../routes/read-board-filters.ts';
import type { Ui } from '../ui.ts';
import { Select } from './form/select.tsx';

type BoardFilterProps = { ui: Ui; choices: BoardChoices; asked: Partial<Record<FilterName, string>> };

/** Search and filters of the board: a form that is sent by hand, or with scripts by itself while somebody types. */
export function BoardFilter({ ui, choices, asked }: BoardFilterProps) {
  const texts = ui.texts.board.filters;
  const isAsked = Object.keys(asked).length > 0;
  return (
    <search>
      <form
        class="filters"
        method="get"
        action="/"
        hx-get="/"
        hx-target="#board"
        hx-select="#board"
        hx-swap="outerHTML"
        hx-push-url="true"
        hx-trigger="submit, change, input changed delay:300ms from:#field-query"
        hx-sync="this:replace"
      >
        <div class="field field-wide">
          <label class="field-label" for="field-query">
            {texts.query}
          </label>
          <input
            class="input"
            id="field-query"
            name="query"
            type="search"
            value={asked.query}
            placeholder={texts.queryPlaceholder}
            maxlength={100}
            autocomplete="off"
            data-search=""
          />
        </div>
        {choices.entities.length < 2 ? null : (
          <Select
            ui={ui}
            name="entity"
            label={texts.entity}
            hasOptionalMark={false}
            emptyLabel={texts.all}
            value={asked.entity}
            choices={choices.entities.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Select
          ui={ui}
          name="currency"
          label={texts.currency}
          hasOptionalMark={false}
          emptyLabel={texts.all}
          value={asked.currency}
          choices={choices.currencies.map((currency) => ({ value: currency, label: currency }))}
        />
        <Select
          ui={ui}
          name="owner"
          label={texts.owner}
          hasOptionalMark={false}
          emptyLabel={texts.all}
          value={asked.owner}
          choices={choices.owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DateFilter name="from" label={texts.from} value={asked.from} />
        <DateFilter name="to" label={texts.to} value={asked.to} />
        {asked.customer === undefined ? null : <input type="hidden" name="customer" value={asked.customer} />}
        <div class="actions filters-more">
          <button class="button" type="submit">
            {texts.apply}
          </button>
          {isAsked ? (
            <a class="button button-quiet" href="/">
              {texts.clear}
            </a>
          ) : null}
        </div>
      </form>
    </search>
  );
}

function DateFilter({ name, label, value }: { name: string; label: string; value: string | undefined }) {
  return (
    <div class="field">
      <label class="field-label" for={`field-${name}`}>
        {label}
      </label>
      <input class="input" id={`field-${name}`} name={name} type="date" value={value} />
    </div>
  );
}
