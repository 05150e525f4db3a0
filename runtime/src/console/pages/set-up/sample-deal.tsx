/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Select } from '../../parts/form/select.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';

/** What the form of a sample deal offers, and what was typed. */
export type SampleDealProps = {
  ui: Ui;
  entities: readonly { id: string; name: string; currency: string }[];
  products: readonly { id: string; name: string; sku: string }[];
  values: FormValues;
  fields: Readonly<Record<string, string>>;
};

/** The form that enters a sample deal; says what is missing first. */
export function SampleDeal({ ui, entities, products, values, fields }: SampleDealProps) {
  const texts = ui.texts.setUp.invoice;
  const common = (name: string) => ({
    ui,
    name,
    value: values[name] ?? '',
    error: fields[name],
    isRequired: true,
  });
  const { steps } = ui.texts.setUp;
  const missing =
    entities.length === 0
      ? { text: texts.needsEntity, href: '/set-up/entity', label: steps.entity.action }
      : products.length === 0
        ? { text: texts.needsProduct, href: '/set-up/products', label: steps.products.action }
        : undefined;
  return (
    <section class="block" aria-labelledby="title-sample">
      <h2 id="title-sample">{texts.sampleTitle}</h2>
      {missing === undefined ? (
        <form class="form" method="post" action="/set-up/invoice/sample">
          <p class="meta">{texts.sampleLead(entities.map(({ name }) => name).join(', '))}</p>
          <div class="form-grid">
            <TextField {...common('customerName')} label={texts.customer} maxlength={200} />
            <TextField
              {...common('customerEmail')}
              label={texts.customerEmail}
              type="email"
              maxlength={254}
            />
            <Select
              {...common('productId')}
              label={texts.product}
              choices={products.map(({ id, name, sku }) => ({ value: id, label: `${name} (${sku})` }))}
            />
            <TextField {...common('quantity')} label={texts.quantity} inputmode="numeric" maxlength={6} />
            <Select
              {...common('entityId')}
              label={texts.entity}
              choices={entities.map(({ id, name, currency }) => ({
                value: id,
                label: `${name} · ${currency}`,
              }))}
            />
          </div>
          <SubmitRow ui={ui} label={texts.sampleSubmit} />
        </form>
      ) : (
        <>
          <p>{missing.text}</p>
          <p>
            <a class="button" href={missing.href}>
              {missing.label}
            </a>
          </p>
        </>
      )}
    </section>
  );
}
