/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Select } from '../../parts/form/select.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';

type ProductFormProps = {
  ui: Ui;
  /** The currencies of the legal entities: what a list price is wanted in. */
  currencies: readonly string[];
  values: FormValues;
  fields: Readonly<Record<string, string>>;
};

/** The form that adds a product by hand. */
export function ProductForm({ ui, currencies, values, fields }: ProductFormProps) {
  const { product: texts, entity } = ui.texts.setUp;
  const common = (name: string) => ({ ui, name, value: values[name] ?? '', error: fields[name] });
  const classes = (['standard', 'reduced', 'exempt'] as const).map((value) => ({
    value,
    label: entity.taxClasses[value],
  }));
  return (
    <section class="block" aria-labelledby="title-add">
      <h2 id="title-add">{texts.addTitle}</h2>
      <form class="form" method="post" action="/set-up/products">
        <div class="form-grid">
          <TextField
            {...common('sku')}
            label={texts.sku}
            help={texts.skuHelp}
            maxlength={200}
            isMono
            isRequired
          />
          <TextField {...common('nameEn')} label={texts.nameEn} maxlength={300} isRequired />
          <TextField {...common('nameJa')} label={texts.nameJa} maxlength={300} />
          <TextField {...common('unit')} label={texts.unit} help={texts.unitHelp} maxlength={10} isRequired />
          <Select {...common('taxClass')} label={texts.taxClass} choices={classes} isRequired />
          <TextField
            {...common('maxDiscountPercent')}
            label={texts.maxDiscount}
            inputmode="decimal"
            maxlength={10}
            isRequired
          />
          {currencies.map((currency) => (
            <TextField
              {...common(`price.${currency}`)}
              label={texts.price(currency)}
              inputmode="decimal"
              maxlength={20}
            />
          ))}
        </div>
        <SubmitRow ui={ui} label={texts.submit} />
      </form>
    </section>
  );
}
