/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Select } from '../../parts/form/select.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Texts } from '../../texts/en.ts';
import type { Ui } from '../../ui.ts';

/** What the forms of the product master take. */
export type VersionFieldsProps = {
  ui: Ui;
  /** The currencies of the legal entities: what a list price is wanted in. */
  currencies: readonly string[];
  values: FormValues;
  fields: Readonly<Record<string, string>>;
};

/** The fields that every version of a product has: names, unit, tax class, allowed discount, prices, costs. */
export function VersionFields({ ui, currencies, values, fields }: VersionFieldsProps) {
  const { product: texts, entity } = ui.texts.setUp;
  const common = (name: string) => ({ ui, name, value: values[name] ?? '', error: fields[name] });
  const classes = (['standard', 'reduced', 'exempt'] as const).map((value) => ({
    value,
    label: entity.taxClasses[value],
  }));
  const models = (['volume', 'graduated'] as const).map((value) => ({ value, label: texts.models[value] }));
  return (
    <>
      <TextField {...common('nameEn')} label={texts.nameEn} maxlength={300} isRequired />
      <TextField {...common('nameJa')} label={texts.nameJa} maxlength={300} />
      <TextField {...common('unit')} label={texts.unit} help={texts.unitHelp} maxlength={10} isRequired />
      <Select {...common('taxClass')} label={texts.taxClass} choices={classes} isRequired />
      <TextField
        {...common('maxDiscountPercent')}
        label={texts.maxDiscount}
        help={texts.maxDiscountHelp}
        inputmode="decimal"
        maxlength={10}
        isRequired
      />
      {currencies.map((currency) => (
        <div class="form-grid form-grid-row">
          <TextField
            {...common(`price.${currency}`)}
            label={texts.price(currency)}
            inputmode="decimal"
            maxlength={20}
          />
          <TextArea
            {...common(`tiers.${currency}`)}
            label={texts.tiers(currency)}
            help={texts.tiersHelp}
            placeholder={'10 100\n* 80'}
            maxlength={4000}
            isMono
          />
          <Select {...common(`model.${currency}`)} label={texts.model(currency)} choices={models} />
          <TextField
            {...common(`cost.${currency}`)}
            label={texts.cost(currency)}
            help={texts.costHelp}
            inputmode="decimal"
            maxlength={20}
          />
        </div>
      ))}
    </>
  );
}

/** The labels of the fields by name, for the list of what is wrong. */
export const versionLabels = (texts: Texts['setUp']['product'], currencies: readonly string[]) => ({
  ...texts,
  maxDiscountPercent: texts.maxDiscount,
  ...Object.fromEntries(
    currencies.flatMap((currency) => [
      [`price.${currency}`, texts.price(currency)],
      [`tiers.${currency}`, texts.tiers(currency)],
      [`model.${currency}`, texts.model(currency)],
      [`cost.${currency}`, texts.cost(currency)],
    ]),
  ),
});
