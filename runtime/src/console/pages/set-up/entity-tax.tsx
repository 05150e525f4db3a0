/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { numbers } from '../../read/tax-rows.ts';
import { nameOf } from '../../texts/name-of.ts';
import { EntityField } from './entity-field.tsx';
import type { EntityPartProps } from './entity-page.tsx';

/** Tax rates of a legal entity, each with the day from which it counts. */
export function EntityTax(part: EntityPartProps) {
  const { ui, values } = part;
  const texts = ui.texts.setUp.entity;
  return (
    <fieldset class="group">
      <legend>{texts.tax}</legend>
      <p class="meta">{texts.taxLead}</p>
      {numbers(values).map((index) => {
        const taxClass = values[`taxClass.${index}`] ?? '';
        const name = nameOf(texts.taxClasses, taxClass);
        const isRequired = index === 0;
        return (
          <div class="form-grid">
            <input type="hidden" name={`taxClass.${index}`} value={taxClass} />
            <EntityField
              part={part}
              name={`rate.${index}`}
              label={texts.ratePercent(name)}
              inputmode="decimal"
              maxlength={10}
              isRequired={isRequired}
            />
            <EntityField
              part={part}
              name={`from.${index}`}
              label={texts.validFrom}
              type="date"
              isRequired={isRequired}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
