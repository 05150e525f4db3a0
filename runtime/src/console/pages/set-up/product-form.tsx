/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { VersionFields, type VersionFieldsProps } from './version-fields.tsx';

/** The form that adds a product by hand. */
export function ProductForm(props: VersionFieldsProps) {
  const { ui, values, fields } = props;
  const { product: texts } = ui.texts.setUp;
  return (
    <section class="block" aria-labelledby="title-add">
      <h2 id="title-add">{texts.addTitle}</h2>
      <form class="form" method="post" action="/set-up/products">
        <div class="form-grid">
          <TextField
            ui={ui}
            name="sku"
            value={values['sku'] ?? ''}
            error={fields['sku']}
            label={texts.sku}
            help={texts.skuHelp}
            maxlength={200}
            isMono
            isRequired
          />
          <VersionFields {...props} />
        </div>
        <SubmitRow ui={ui} label={texts.submit} />
      </form>
    </section>
  );
}
