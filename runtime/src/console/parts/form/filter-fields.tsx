/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui } from '../../ui.ts';
import { type Choice, Select } from './select.tsx';

type FilterSelectProps = {
  ui: Ui;
  name: string;
  /** The name of the filter, and the choice of not narrowing. */
  texts: { label: string; all: string };
  value: string | undefined;
  choices: readonly Choice[];
};

/** One filter with choices, of which `all` is the first. */
export function FilterSelect({ ui, name, texts: { label, all }, value, choices }: FilterSelectProps) {
  return (
    <Select
      ui={ui}
      name={name}
      label={label}
      hasOptionalMark={false}
      emptyLabel={all}
      value={value}
      choices={choices}
    />
  );
}

/** Things with a name as choices. */
export const namedChoices = (things: readonly { id: string; name: string }[]): Choice[] =>
  things.map(({ id, name }) => ({ value: id, label: name }));

type EntityFilterProps = Omit<FilterSelectProps, 'name' | 'choices'> & {
  entities: readonly { id: string; name: string }[];
};

/** The legal entity, where there is more than one. */
export function EntityFilter({ entities, ...props }: EntityFilterProps) {
  return entities.length < 2 ? null : (
    <FilterSelect {...props} name="entity" choices={namedChoices(entities)} />
  );
}

type FieldFilterProps = {
  name: string;
  label: string;
  type: 'date' | 'search';
  value: string | undefined;
  placeholder?: string | undefined;
  isWide?: boolean;
  /** `/` leads to it. */
  isFirst?: boolean;
};

const LENGTH_MAX = 100;

/** One filter that is typed: a text to search for, or a day. */
export function FieldFilter({ name, label, type, value, placeholder, isWide, isFirst }: FieldFilterProps) {
  return (
    <div class={isWide === true ? 'field field-wide' : 'field'}>
      <label class="field-label" for={`field-${name}`}>
        {label}
      </label>
      <input
        class="input"
        id={`field-${name}`}
        name={name}
        type={type}
        value={value}
        placeholder={placeholder}
        maxlength={type === 'search' ? LENGTH_MAX : undefined}
        autocomplete={type === 'search' ? 'off' : undefined}
        data-search={isFirst === true ? '' : undefined}
      />
    </div>
  );
}
